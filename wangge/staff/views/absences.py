"""Who of a unit is away, and who stands in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wangge.staff import actions
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.forms import AbsenceForm
from wangge.staff.models import Absence
from wangge.staff.policies import May
from wangge.staff.queries import absences_in, members, organisation
from wangge.ui.verbs import verb_button, verb_page


def _unit(request: ActingRequest) -> UUID:
    unit = request.actor.unit
    if unit is None or not request.actor.may(May.ANNOUNCE_ABSENCE):
        raise PermissionDenied(May.ANNOUNCE_ABSENCE)
    return unit


@require_GET
@signed_in
def absences(request: ActingRequest) -> HttpResponse:
    """The unit's absences, those to come included."""
    unit, today = _unit(request), timezone.localdate()
    arranges = request.actor.may(May.ARRANGE_ABSENCES)
    rows = absences_in(unit, on=today)
    page = {
        "title": "不在岗和代办",
        "unit": organisation(unit).name,
        "absences": [
            (row, today in row.period, arranges or row.account_id == request.actor.id)
            for row in rows
        ],
    }
    return render(request, "staff/absences.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def announce_absence(request: ActingRequest) -> HttpResponse:
    unit, today = _unit(request), timezone.localdate()
    colleagues = members(unit, on=today)
    arranges = request.actor.may(May.ARRANGE_ABSENCES)
    own = [one for one in colleagues if arranges or one.pk == request.actor.id]
    form = AbsenceForm(
        request.POST or None,
        own=own,
        colleagues=colleagues,
        initial={"account": request.actor.id, "since": today},
    )

    def call(told: dict[str, Any]) -> Absence:
        return actions.announce_absence(**told, by=request.actor, now=timezone.now())

    return verb_page(
        request,
        form,
        call,
        then=reverse("staff:absences"),
        done="已登记，代办人会收到消息。",
        title="登记不在岗",
        intro="不在岗期间，交给本人承办的事件同时出现在代办人的“我的”里，消息也发给代办人。",
        submit="登记",
        back=reverse("staff:absences"),
    )


@require_POST
@signed_in
def end_absence(request: ActingRequest, id: UUID) -> HttpResponse:
    def call() -> None:
        actions.end_absence(id, by=request.actor, now=timezone.now())

    return verb_button(request, call, then=reverse("staff:absences"), done="已回岗，代办结束。")
