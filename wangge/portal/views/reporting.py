"""Reports and opinions from everybody. Nothing here needs a session: the code is in the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from wangge.cases.queries import resident
from wangge.kernel.actor import machine
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places import queries as places
from wangge.territory import queries as territory
from wangge.territory.models import Grid
from wangge.ui.form import put_refusal

from .. import actions, queries, work
from ..codes import spelled
from ..doors import at_most, caller_of
from ..forms import FindForm, FromResident, OpinionForm, ReportForm, grid_in

PORTAL = machine("公众端")
OLD = "这个页面打开太久了，写的内容都还在，请再点一次提交。"
ASKED = "请回答下面的小问题，再提交一次。"
WRONG = "答案不对。请回答新的小问题，再提交一次。"
MakeForm = Callable[..., FromResident]


@dataclass(frozen=True, slots=True)
class Page:
    """One of the two forms, for one place or for any."""

    title: str
    template: str
    form: MakeForm
    grid: Grid | None


@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_cache=True)
@at_most("open-address", posted="try-address")
def report(request: HttpRequest) -> HttpResponse:
    """Something is wrong somewhere: one page, and any report is accepted."""
    on = timezone.localdate()
    city = Code(settings.CITY_CODE)

    def form(*args: Any, **options: Any) -> ReportForm:
        return ReportForm(*args, on=on, places=queries.townships(city, on), **options)

    page = Page("反映问题", "portal/report.html", form, _grid_asked(request))
    return _page(request, page)


@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_cache=True)
@at_most("open-address", posted="try-address")
def opinion(request: HttpRequest) -> HttpResponse:
    """An opinion on a grid's work or on a worker: first which grid, then what."""
    on, grid = timezone.localdate(), _grid_asked(request)
    if grid is None:
        return render(request, "portal/opinion_where.html", {"title": "提意见"})
    code = grid.code

    def form(*args: Any, **options: Any) -> OpinionForm:
        return OpinionForm(*args, on=on, grid=code, **options)

    return _page(request, Page("提意见", "portal/opinion.html", form, grid))


def _page(request: HttpRequest, page: Page) -> HttpResponse:
    now = timezone.now()
    if request.method == "GET":
        return _ask(request, page, page.form(initial=_known(request, page)), key=uuid4(), now=now)
    key = _key(request)
    if key is None:
        form = page.form(request.POST, request.FILES)
        form.add_error(None, OLD)
        return _ask(request, page, form, key=uuid4(), now=now, status=422)
    form = page.form(request.POST, request.FILES)
    if (known := queries.sent_with(key)) is not None:
        same = known.words == request.POST.get("words", "").strip().replace("\r\n", "\n")
        return _sent_before(request, known.number, same=same)
    return _received(request, page, form, key=key, now=now)


def _received(
    request: HttpRequest, page: Page, form: FromResident, *, key: UUID, now: datetime
) -> HttpResponse:
    """A form that was posted: complete, not dangerous, sent by a person; or it comes back."""
    if not form.is_valid():
        return _ask(request, page, form, key=key, now=now, status=422)
    if danger := form.danger:
        return _ask(request, page, form, key=key, now=now, danger=danger)
    proof, doubt = _proof(request, key, now)
    if proof is None:
        form.add_error(None, doubt)
        return _ask(request, page, form, key=key, now=now, status=422, asked=True)
    try:
        sent = actions.submit(
            form.said(key),
            proof=proof,
            caller=caller_of(request),
            photos=form.cleaned_data["photos"],
            by=resident(key),
            now=now,
        )
    except actions.AlreadySent as known:
        return _sent_before(request, known.number, same=known.same)
    except Unable as refusal:
        if isinstance(refusal, actions.TooOften):
            raise
        put_refusal(form, refusal)
        return _ask(request, page, form, key=key, now=now, status=409, asked=bool(proof.question))
    context = {
        "title": "已经收到",
        "case": sent.case,
        "code": spelled(sent.code),
        "phone": queries.phone_of(sent.case.code)[0],
        "grid": territory.name_of(sent.case.code, timezone.localdate()),
        "place": places.full_name(sent.case.code.at(Level.VILLAGE)),
        "retention": settings.RETENTION,
    }
    return _shown_once(request, "portal/sent.html", context)


def _ask(
    request: HttpRequest,
    page: Page,
    form: FromResident,
    *,
    key: UUID,
    now: datetime,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The form, new or again, with a proof of its own to be found."""
    grid = page.grid
    around = grid.code.at(Level.VILLAGE) if grid else Code(settings.CITY_CODE)
    context = {
        "title": page.title,
        "form": form,
        "key": key,
        "token": work.challenge(key, now=now),
        "question": actions.ask(key, by=PORTAL, now=now),
        "grid": grid,
        "full_name": places.full_name(around) if grid else "",
        "map_src": reverse("portal:find_map", args=[around]),
        "retention": settings.RETENTION,
        "phone": queries.phone_of(around)[0],
    }
    return render(request, page.template, context | more, status=status)


def _proof(request: HttpRequest, key: UUID, now: datetime) -> tuple[actions.Proof | None, str]:
    """What shows that a person sends this; or, with nothing, what to tell them."""
    token, nonces = request.POST.get("work", ""), request.POST.get("nonces", "")
    if nonces and work.is_done(token, nonces, key=key, now=now):
        return actions.Proof(work=token, nonces=nonces), ""
    asked, said = _uuid(request.POST.get("question", "")), request.POST.get("answer", "")
    if asked is None or not said.strip():
        return None, ASKED
    if actions.answer(asked, said, form_key=key, by=PORTAL, now=now):
        return actions.Proof(question=asked), ""
    return None, WRONG


def _sent_before(request: HttpRequest, number: str, *, same: bool) -> HttpResponse:
    context = {"title": "已经提交过", "number": number, "same": same, "phone": queries.phone_here()}
    return _shown_once(request, "portal/sent_before.html", context, status=200 if same else 409)


def _shown_once(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The answer itself carries the code, so that no cookie has to; no cache may keep it.

    The form before it may be kept: who goes back to it finds the same key, and sends nothing twice.
    """
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _key(request: HttpRequest) -> UUID | None:
    """The key of a form that we opened."""
    key = _uuid(request.POST.get("key", ""))
    return key if key and work.is_ours(request.POST.get("work", ""), key) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _grid_asked(request: HttpRequest) -> Grid | None:
    """The grid that the address or the form names, as it is today."""
    asked = grid_in(request.POST.get("grid") or request.GET.get("grid", ""))
    if asked is None:
        return None
    return territory.grids_among([asked], timezone.localdate()).first()


def _known(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What the address tells already: a grid, or a point in some datum."""
    point = FindForm(request.GET)
    lon, lat = point.point or (None, None) if point.is_valid() else (None, None)
    return {"grid": page.grid.code if page.grid else "", "lon": lon, "lat": lat}
