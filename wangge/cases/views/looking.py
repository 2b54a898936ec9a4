"""Who else has a case's page open."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from wangge.kernel.code import Code
from wangge.staff.doors import ActingRequest, signed_in

from .. import actions, talk
from .seen import case_at


@require_POST
@signed_in
def looking(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """A beat of an open page: I am here; who else is?"""
    now = timezone.now()
    case = case_at(at, number, by=request.actor)
    actions.look(number, by=request.actor, now=now)
    others = talk.others_looking(case, by=request.actor, now=now)
    return render(request, "cases/_looking.html", {"looking": others})
