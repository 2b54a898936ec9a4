"""The forms with which a case begins; phone first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.scope import Scope
from wangge.matters import queries as matters
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.ui.verbs import verb_page
from wangge.workers import queries as workers

from .. import actions, queries
from ..actions.reporting import Report
from ..forms import ReportForm, SelfHandleForm
from ..models import Case, Channel
from ..policies import May
from .registering import register

MOST_GRIDS = MOST_WORKERS = 400
Verb = Callable[..., Case]


@require_http_methods(["GET", "POST"])
@signed_in
def report(request: ActingRequest, at: Code) -> HttpResponse:
    """Report; the desk, which does not settle on the spot, writes down who called."""
    if not request.actor.may(May.SELF_HANDLE):
        offers = _offers(at, by=request.actor, may=May.REPORT, now=timezone.now())
        return register(request, at, **offers)
    return _page(
        request, at, May.REPORT, ReportForm, actions.report, title="上报", submit="上报",
        done=lambda case: f"已上报，编号 {case.number}。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def self_handle(request: ActingRequest, at: Code) -> HttpResponse:
    """Settled on the spot: recorded and closed in one step."""
    return _page(
        request, at, May.SELF_HANDLE, SelfHandleForm, actions.self_handle,
        title="自办", submit="办好了，登记",
        intro="当场办好的事，一步登记即结案；没办好的请用“上报”。",
        done=lambda case: f"已登记，编号 {case.number}。",
    )  # fmt: skip


def _page(
    request: ActingRequest, at: Code, may: May, form_class: type[ReportForm], verb: Verb,
    **words: Any,
) -> HttpResponse:  # fmt: skip
    now = timezone.now()
    asked = request.GET if request.htmx else request.POST if request.method == "POST" else None
    sent = request.FILES if request.method == "POST" else None
    offers = _offers(at, by=request.actor, may=may, now=now)
    form = form_class(asked, sent, **offers)
    if request.htmx and request.method == "GET":
        groups = form.groups(request.GET.get("find", ""))
        return render(request, "cases/_matters.html", {"form": form, "groups": groups})

    def call(given: dict[str, Any]) -> Case:
        said: Report = form.said(given)
        return verb(said, photos=given["photos"], by=request.actor, now=now)

    return verb_page(
        request,
        form,
        call,
        then=lambda case: reverse("cases:detail", args=[case.code, case.number]),
        template="cases/report.html",
        at=at,
        groups=form.groups(request.POST.get("find", "")),
        back=reverse("cases:list", args=[at]),
        **words,
    )


def _offers(at: Code, *, by: Actor, may: May, now: datetime) -> dict[str, Any]:
    """What can be chosen: the list of today, the actor's own last matters, the grids in scope, and
    for a desk whose channel is usual and of whom an opinion may speak."""
    scope, on = by.at(may, at), queries.local_day(now)
    desk = not by.may(May.SELF_HANDLE)
    return {
        "matters": matters.in_force(on, at=at),
        "recent": queries.recent_lines(at, by=by),
        "grids": grids_offered(scope, on),
        "workers": _workers(at, by, on) if desk else [],
        "usual": Channel.PHONE if by.may(May.ACCEPT) else Channel.WALK_IN,
    }


def grids_offered(scope: Scope, on: date) -> list[tuple[Code, str]]:
    """The grids of a scope, when there are few enough to choose from a list."""
    grids = [
        (grid.code, grid.name)
        for place in sorted(scope.places)
        for grid in territory.grids_in(place, on).defer("extent")[: MOST_GRIDS + 1]
    ]
    return grids if len(grids) <= MOST_GRIDS else []


def _workers(at: Code, by: Actor, on: date) -> list[tuple[UUID, str]]:
    """The grid workers of a place, when there are few enough to choose from a list."""
    if not by.may("workers:view"):
        return []
    found = list(workers.list_workers(at, by=by).order_by("name", "id")[: MOST_WORKERS + 1])
    if len(found) > MOST_WORKERS:
        return []
    standing = workers.standing_words([worker.pk for worker in found], on)
    return [(one.pk, f"{one.name} {standing.get(one.pk, '')}".strip()) for one in found]
