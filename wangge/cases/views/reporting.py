"""The forms with which a case begins; phone first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.matters import queries as matters
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.ui.verbs import verb_page

from .. import actions, queries
from ..actions.reporting import Report
from ..forms import DeskForm, ReportForm, SelfHandleForm
from ..models import Case
from ..policies import May

MOST_GRIDS = 400
Verb = Callable[..., Case]


@require_http_methods(["GET", "POST"])
@signed_in
def report(request: ActingRequest, at: Code) -> HttpResponse:
    """Report; the desk, which does not settle on the spot, also says who called."""
    desk = not request.actor.may(May.SELF_HANDLE)
    return _page(
        request, at, May.REPORT, DeskForm if desk else ReportForm, actions.report,
        title="上报登记" if desk else "上报", submit="上报",
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
    form = form_class(asked, **_offers(at, by=request.actor, may=may, now=now))
    if request.htmx and request.method == "GET":
        groups = form.groups(request.GET.get("find", ""))
        return render(request, "cases/_matters.html", {"form": form, "groups": groups})

    def call(given: dict[str, Any]) -> Case:
        said: Report = form.said(given)
        return verb(said, by=request.actor, now=now)

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
    """What can be chosen: the list of today, the actor's own last matters, the grids in scope."""
    scope, on = by.at(may, at), queries.local_day(now)
    grids = [
        (grid.code, grid.name)
        for place in sorted(scope.places)
        for grid in territory.grids_in(place, on).defer("extent")[: MOST_GRIDS + 1]
    ]
    return {
        "matters": matters.in_force(on, at=at),
        "recent": queries.recent_lines(at, by=by),
        "grids": grids if len(grids) <= MOST_GRIDS else [],
    }
