"""The stage limits: what is in force, what comes, and setting a new one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wangge.kernel.actor import Actor
from wangge.matters.models import Urgency
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.verbs import verb_page
from wangge.worktime.amounts import Unit

from .. import actions, queries
from ..flow import Stage
from ..forms import LimitForm
from ..models import StageLimit
from ..policies import May

Cell = tuple[str, str, str, list[str]]


@require_GET
@signed_in
def limits(request: ActingRequest) -> HttpResponse:
    """Stage by urgency: today's limit, and those to come."""
    _must_hold(request.actor, May.VIEW_LIMITS)
    today = queries.local_day(timezone.now())
    context = {
        "title": "时限",
        "urgencies": Urgency.labels,
        "rows": _rows(queries.stage_limits(today), today),
        "may_set": request.actor.may(May.SET_LIMIT),
    }
    return render(request, "cases/limits.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def set_limit(request: ActingRequest) -> HttpResponse:
    """From a day on, a stage has a new limit."""
    _must_hold(request.actor, May.SET_LIMIT)
    now = timezone.now()
    asked = {name: request.GET.get(name, "") for name in ("stage", "urgency")}
    form = LimitForm(
        request.POST or None,
        initial={**asked, "starts": queries.local_day(now), "unit": Unit.WORKING_DAY},
    )

    def call(given: dict[str, Any]) -> StageLimit:
        return actions.set_limit(
            given["stage"], given["urgency"], amount=given["limit"], starts=given["starts"],
            by=request.actor, now=now,
        )  # fmt: skip

    return verb_page(
        request,
        form,
        call,
        then=reverse("cases:limits"),
        done=lambda limit: f"“{limit.get_stage_display()}”的时限已设定。",
        title="设定时限",
        intro="只影响以后开始的环节；已在办的事件保持原时限。事项清单另有办理时限的，按清单。",
        submit="设定",
        back=reverse("cases:limits"),
    )


def _must_hold(actor: Actor, may: May) -> None:
    if not actor.may(may):
        raise PermissionDenied(may)


def _rows(found: Iterable[StageLimit], today: date) -> list[tuple[Stage, list[Cell]]]:
    cells: dict[tuple[str, str], list[str]] = {}
    for limit in found:
        words = queries.amount_of(limit).words
        coming = limit.period.lower > today
        since = f"{limit.period.lower:%Y-%m-%d} 起 {words}" if coming else words
        cells.setdefault((limit.stage, limit.urgency), []).append(since)
    return [
        (stage, [_cell(cells.get((stage, urgency), []), stage, urgency) for urgency in Urgency])
        for stage in Stage
    ]


def _cell(words: list[str], stage: Stage, urgency: Urgency) -> Cell:
    url = f"{reverse('cases:set_limit')}?stage={stage.value}&urgency={urgency.value}"
    return url, urgency.label, words[0] if words else "未设定", words[1:]
