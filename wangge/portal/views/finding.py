"""Which grid is mine, and who works in it: pages for everybody (Art. 5, 7, 9)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.territory import queries as territory
from wangge.territory.models import Grid

from .. import queries
from ..doors import at_most, nothing_here
from ..forms import FindForm

SIZES = {"big": "big", "normal": ""}
A_YEAR = 365 * 24 * 60 * 60
BIG = "wg_type"
UNKNOWN_GRID = "没有这个网格，或者它已经调整。请重新查找您的网格。"


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The two things that people come for, and their grid."""
    city = places.name_of(Code(settings.CITY_CODE))
    context = {"title": f"{city}网格服务", "city": city, "phone": queries.phone_here()}
    return render(request, "portal/front.html", context)


@require_safe
@at_most("find-address")
def find(request: HttpRequest) -> HttpResponse:
    """My grid: by a tap, my location, words, or down the list of places."""
    form = FindForm(request.GET)
    city = Code(settings.CITY_CODE)
    context = _list_of(city) | {"title": "查我的网格", "form": form, "at": None}
    if not form.is_valid():
        context["sentence"] = "没有看懂要查的内容。请换几个字，或者从下面的列表里选。"
        return render(request, "portal/find.html", context, status=422)
    if (point := form.point) is not None:
        return _at_point(request, *point)
    words = form.cleaned_data["q"]
    if words:
        context["hits"] = queries.search(words, timezone.localdate())
    return render(request, "portal/find.html", context | {"words": words})


@require_safe
@at_most("find-address")
def find_in(request: HttpRequest, place: Code) -> HttpResponse:
    """The places one level below a place; below a village, its grids."""
    if place.level in (Level.PROVINCE, Level.GRID) or not _is_known(place):
        return nothing_here(request, "没有这个地方。请重新查找您的网格。")
    trail = [crumb for crumb in places.breadcrumbs(place) if crumb[0].level > Level.CITY]
    context = _list_of(place) | {"title": places.name_of(place), "at": place, "trail": trail}
    return render(request, "portal/find_in.html", context)


@require_safe
@at_most("find-address")
@cache_control(public=True, max_age=300)
def find_map(request: HttpRequest, place: Code) -> JsonResponse:
    """The outlines of what lies below a place."""
    return _geojson(queries.outlines_below(place, timezone.localdate()))


@require_safe
@at_most("find-address")
def grid(request: HttpRequest, grid: Code) -> HttpResponse:
    """A grid: its name and extent, who works there, whom to complain to, what they may do."""
    on = timezone.localdate()
    try:
        found = territory.get_grid(grid, on)
    except Grid.DoesNotExist:
        return nothing_here(request, UNKNOWN_GRID)
    village = grid.at(Level.VILLAGE)
    context = {
        "title": found.name,
        "grid": found,
        "full_name": places.full_name(village),
        "villages": [places.name_of(part.code) for part in territory.parts_of(found.pk)],
        "contacts": queries.contacts_at(grid, on),
        "matters": queries.published_list(grid, on),
        "at": village,
    }
    return render(request, "portal/grid.html", context)


@require_safe
@at_most("find-address")
@cache_control(public=True, max_age=300)
def grid_map(request: HttpRequest, grid: Code) -> JsonResponse:
    """The outline of a grid today."""
    return _geojson(queries.outline_of(territory.get_grid(grid, timezone.localdate())))


@require_safe
@at_most("find-address")
@cache_control(no_store=True)
def scan(request: HttpRequest, token: str) -> HttpResponse:
    """The code on a notice board: today's grid at the point where the board hangs (Art. 7)."""
    board = queries.board_at(token)
    if board is None:
        return nothing_here(request, "这个二维码不是本市公示牌上的。请重新查找您的网格。")
    return _at_point(request, board.lon, board.lat)


@require_safe
def matters_list(request: HttpRequest) -> HttpResponse:
    """What grid workers may be asked to do in a place, as published (Art. 9)."""
    asked = request.GET.get("at", "")
    at = Code(asked) if _is_code(asked) and _is_known(Code(asked)) else Code(settings.CITY_CODE)
    on = timezone.localdate()
    counties = places.children(Code(settings.CITY_CODE), on).values_list("code", "name")
    context = {
        "title": "网格事项清单",
        "at": at,
        "place": places.name_of(at),
        "matters": queries.published_list(at, on),
        "counties": list(counties),
    }
    return render(request, "portal/matters_list.html", context)


@require_safe
def type_size(request: HttpRequest) -> HttpResponse:
    """Big type or normal, kept in a cookie; then back to the page."""
    wanted = request.GET.get("next", "")
    local = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    answer = HttpResponseRedirect(wanted if local else resolve_url("/"))
    size = SIZES.get(request.GET.get("to", ""), "")
    answer.set_cookie(BIG, size, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return answer


def _at_point(request: HttpRequest, lon: float, lat: float) -> HttpResponse:
    try:
        found = territory.grid_at(lon, lat, on=timezone.localdate())
    except territory.OutsideCity:
        city = places.name_of(Code(settings.CITY_CODE))
        sentence = f"这个位置不在{city}已划定的网格内。请核对位置，或用村（社区）名查找。"
        return nothing_here(request, sentence)
    return HttpResponseRedirect(reverse("portal:grid", args=[found.code]))


def _list_of(place: Code) -> dict[str, Any]:
    below = queries.below(place, timezone.localdate())
    return {
        "divisions": below.divisions,
        "grids": below.grids,
        "map_src": reverse("portal:find_map", args=[place]),
    }


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in set(Level)


def _is_known(place: Code) -> bool:
    """Whether a place exists and lies in the city."""
    return Code(settings.CITY_CODE).covers(place) and places.name_of(place) != str(place)


def _geojson(collection: dict[str, Any]) -> JsonResponse:
    return JsonResponse(collection, content_type="application/geo+json")
