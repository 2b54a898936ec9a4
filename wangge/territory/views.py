from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wangge.geo.shape import feature_collection, from_wkb
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.places.policies import require
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action, TimelineItem
from wangge.ui.verbs import verb_page

from . import actions, forms, queries
from .filters import GridFilter
from .imports import read_parts
from .models import Grid
from .occupants import touching
from .policies import May
from .tables import GridTable

WORDS = {May.ALTER_GRID: "调整", May.RETIRE_GRID: "撤销"}
EVENTS = {
    "territory.grid_opened": "设立网格",
    "territory.grid_altered": "调整网格",
    "territory.grid_retired": "撤销网格",
    "territory.grids_imported": "批量设立网格",
}


@require_GET
@signed_in
def grids(request: ActingRequest, at: Code) -> HttpResponse:
    """The grids of a place as they are on a day."""
    on, _ = _day(request)
    chosen = GridFilter(request.GET, queryset=queries.list_grids(at, on, by=request.actor))
    may_open = request.actor.scope(May.OPEN_GRID).covers_place(at)
    address = reverse("territory:open_grid", args=[at])
    context = {
        "title": f"{places.name_of(at)}的网格",
        "at": at,
        "on": on,
        "filter": chosen,
        "table": GridTable.of(chosen.qs, request.GET, rows=rows_of(request)),
        "count": count_up_to(chosen.qs),
        "actions": [Action("open_grid", "设立网格", address)] if may_open else [],
        "map_src": _with_day(_map_of(at), on),
        "empty_heading": "这里没有网格",
        "empty_words": "可以换一个日期再看。",
    }
    return render(request, "territory/grids.html", context)


@require_GET
@signed_in
def grids_map(request: ActingRequest, at: Code) -> HttpResponse:
    """Outlines of the grids of a township, a village or one grid."""
    on, _ = _day(request)
    rows = queries.list_grids(at, on, by=request.actor)
    if at.level < Level.TOWNSHIP:
        at_most_a_township = {"detail": "请选择一个乡镇（街道）再看网格。"}
        return JsonResponse(at_most_a_township, status=400)
    return _outlines(rows, "grid")


@require_GET
@signed_in
def grid(request: ActingRequest, at: Code, grid: Code) -> HttpResponse:
    """A grid as it was on a day, and everything it ever was."""
    on, day_form = _day(request)
    queries.newest_grid(grid, by=request.actor, may=May.VIEW)
    versions = list(queries.versions_of(grid))
    shown = next((it for it in versions if on in it.period), versions[-1])
    context = {
        "title": f"{shown.name}",
        "at": at,
        "on": on,
        "day_form": day_form,
        "grid": shown,
        "in_force": on in shown.period,
        "facts": _facts(shown),
        "versions": versions,
        "timeline": _timeline(versions),
        "actions": _actions(request, at, grid),
        "map_src": _with_day(reverse("territory:grid_map", args=[at, grid]), on),
        "lon": (shown.west + shown.east) / 2,
        "lat": (shown.south + shown.north) / 2,
    }
    return render(request, "territory/grid.html", context)


@require_GET
@signed_in
def grid_map(request: ActingRequest, at: Code, grid: Code) -> HttpResponse:
    """The outline of a grid on a day; of its last version when it was not in force."""
    on, _ = _day(request)
    newest = queries.newest_grid(grid, by=request.actor, may=May.VIEW)
    return _outlines([queries.versions_of(grid).on(on).first() or newest], "own")


@require_GET
@signed_in
def where(request: ActingRequest, at: Code) -> HttpResponse:
    """Which grid a point lies in: a page, and for a form a part of one."""
    request.actor.at(May.VIEW, at)
    form = forms.PointForm(request.GET if "lon" in request.GET else None)
    context: dict[str, Any] = {"title": "查询位置所在网格", "at": at, "form": form}
    context["map_src"] = _map_of(at)
    if form.is_bound and form.is_valid():
        context |= _found(form.cleaned_data["lon"], form.cleaned_data["lat"])
    template = "territory/_where.html" if request.htmx else "territory/where.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@signed_in
def open_grid(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.OPEN_GRID, at)

    def call(read: dict[str, Any]) -> Grid:
        code = Code(read.pop("code"))
        parts = read_parts(read.pop("file"), code)
        return actions.open_grid(code, **read, parts=parts, by=request.actor, now=timezone.now())

    form = forms.OpenForm(
        request.POST or None, request.FILES or None, initial={"since": timezone.localdate()}
    )
    back = reverse("territory:grids", args=[at])
    return verb_page(
        request, form, call, then=back, done="网格已设立。", title="设立网格", back=back
    )


@require_http_methods(["GET", "POST"])
@signed_in
def alter_grid(request: ActingRequest, at: Code, grid: Code) -> HttpResponse:
    old = queries.newest_grid(grid, by=request.actor, may=May.ALTER_GRID)

    def call(read: dict[str, Any]) -> Grid:
        file = read.pop("file")
        parts = read_parts(file, grid) if file else None
        return actions.alter_grid(grid, **read, parts=parts, by=request.actor, now=timezone.now())

    known = {"name": old.name, "kind": old.kind, "households": old.households}
    form = forms.AlterForm(request.POST or None, request.FILES or None, initial=known)
    return _verb(request, at, old, May.ALTER_GRID, form, call, "网格已调整。")


@require_http_methods(["GET", "POST"])
@signed_in
def retire_grid(request: ActingRequest, at: Code, grid: Code) -> HttpResponse:
    old = queries.newest_grid(grid, by=request.actor, may=May.RETIRE_GRID)

    def call(read: dict[str, Any]) -> Grid:
        return actions.retire_grid(grid, **read, by=request.actor, now=timezone.now())

    form = forms.RetireForm(request.POST or None)
    return _verb(request, at, old, May.RETIRE_GRID, form, call, "网格已撤销。", style="danger")


def _verb(
    request: ActingRequest,
    at: Code,
    grid: Grid,
    may: May,
    form: django_forms.Form,
    call: Callable[[dict[str, Any]], Any],
    done: str,
    **context: Any,
) -> HttpResponse:
    back = reverse("territory:grid", args=[at, grid.code])
    title = f"{WORDS[may]}：{grid.name}"
    context |= {"title": title, "intro": touching(grid.code, timezone.localdate())}
    return verb_page(request, form, call, then=back, done=done, back=back, **context)


def _day(request: ActingRequest) -> tuple[date, forms.DayForm]:
    form = forms.DayForm(
        request.GET if "on" in request.GET else None, initial={"on": timezone.localdate()}
    )
    chosen = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    return chosen or timezone.localdate(), form


def _with_day(address: str, on: date) -> str:
    return f"{address}?on={on.isoformat()}"


def _map_of(at: Code) -> str:
    """Grids where they can be told apart; above a township, the places below."""
    name = "territory:grids_map" if at.level >= Level.TOWNSHIP else "places:map"
    return reverse(name, args=[at])


def _found(lon: float, lat: float) -> dict[str, Any]:
    try:
        found = queries.grid_at(lon, lat, on=timezone.localdate())
    except queries.OutsideCity as outside:
        return {"sentence": outside.sentence}
    return {"found": found, "full_name": places.full_name(found.code.at(Level.VILLAGE))}


def _outlines(rows: Iterable[Grid], role: str) -> JsonResponse:
    shapes = [
        (from_wkb(row.extent), {"code": row.code, "name": row.name, "role": role}) for row in rows
    ]
    return JsonResponse(feature_collection(shapes), content_type="application/geo+json")


def _facts(grid: Grid) -> list[tuple[str, object]]:
    villages = [places.name_of(part.code) for part in queries.parts_of(grid.pk)]
    return [
        ("网格编码", grid.code),
        ("所在地", places.full_name(grid.code.at(Level.VILLAGE))),
        ("类别", grid.get_kind_display()),
        ("户数", grid.households),
        ("涉及", "、".join(villages)),
        ("启用日期", grid.period.lower),
        ("停用日期", grid.period.upper),
    ]


def _timeline(versions: Iterable[Grid]) -> list[TimelineItem]:
    entries = [entry for version in versions for entry in entries_of(version)]
    return [
        TimelineItem(entry.at, entry.actor_label, EVENTS.get(entry.event, entry.event))
        for entry in sorted(entries, key=lambda entry: entry.id)
    ]


def _actions(request: ActingRequest, at: Code, grid: Code) -> list[Action]:
    return [
        Action(verb := may.partition(":")[2], label, reverse(f"territory:{verb}", args=[at, grid]))
        for may, label in WORDS.items()
        if request.actor.scope(may).covers_place(grid)
    ]
