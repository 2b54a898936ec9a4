"""The page of one case, its paper, its map and its lasting address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.files import queries as files
from wangge.files.doors import deliver
from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.ui.shell import Action, Style

from .. import queries
from ..flow import VERBS
from ..policies import May
from .around import Around
from .seen import SeenCase, case_at

KEYS: Mapping[str, tuple[str, Style]] = {
    "request_check": ("q", "secondary"),
    "affirm": ("y", "primary"),
    "deny": ("u", "danger"),
    "doubt": ("i", "secondary"),
    "accept": ("a", "primary"),
    "decline": ("v", "danger"),
    "send_back": ("t", "secondary"),
    "correct": ("c", "primary"),
    "withdraw": ("", "danger"),
    "dispatch": ("d", "primary"),
    "sign": ("s", "primary"),
    "feed_back": ("f", "primary"),
    "hand_back": ("b", "danger"),
    "conclude": ("c", "primary"),
    "confirm_done": ("y", "primary"),
    "fail_check": ("u", "danger"),
    "refuse": ("z", "secondary"),
    "log_call": ("l", "primary"),
    "close": ("c", "primary"),
    "hand_to": ("j", "secondary"),
    "appeal": ("", "secondary"),
    "uphold": ("y", "primary"),
    "set_aside": ("u", "primary"),
    "rate": ("", "primary"),
    "reject": ("", "danger"),
    "reopen": ("o", "secondary"),
    "reply": ("r", "secondary"),
    "note": ("n", "secondary"),
    "remark": ("+", "secondary"),
    "merge": ("m", "secondary"),
    "escalate": ("e", "secondary"),
    "hand_down": ("h", "secondary"),
    "archive": ("", "secondary"),
    "conceal": ("", "secondary"),
    "admit": ("", "secondary"),
    "disclose": ("", "secondary"),
}


@require_GET
@signed_in
def detail(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """Everything about a case that the actor may know, and what can be done now."""
    now = timezone.now()
    case = case_at(at, number, by=request.actor)
    seen = SeenCase(case, at, request.actor, now)
    context = {
        "title": f"事件 {case.number}",
        "at": at,
        "case": case,
        "seen": seen,
        "around": Around(seen),
        "actions": _buttons(queries.open_verbs(case, by=request.actor, now=now), at, number),
    }
    return render(request, "cases/detail.html", context)


def _buttons(verbs: list[str], at: Code, number: str) -> list[Action]:
    """What brings the case on comes first."""
    onward = sorted(verbs, key=lambda verb: KEYS[verb][1] != "primary")
    return [_button(verb, at, number) for verb in onward]


def _button(verb: str, at: Code, number: str) -> Action:
    key, style = KEYS[verb]
    url = reverse(f"cases:{verb}", args=[at, number])
    return Action(verb, VERBS[verb], url, style, key, direct=verb == "sign")


@require_GET
@signed_in
def print_sheet(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """The A4 sheet that goes along with a case (处理单)."""
    now = timezone.now()
    case = case_at(at, number, by=request.actor)
    context = {
        "title": "网格事件处理单",
        "case": case,
        "seen": SeenCase(case, at, request.actor, now),
        "back": reverse("cases:detail", args=[at, number]),
        "printed_by": request.actor.label,
        "printed_at": now,
    }
    return render(request, "cases/print.html", context)


@require_GET
@signed_in
def map_json(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """The case's grid among the grids of its village, as GeoJSON."""
    case = case_at(at, number, by=request.actor)
    on = queries.local_day(timezone.now())
    parts = territory.parts_in(case.code.at(Level.VILLAGE), on)
    features = [
        _feature(part.grid.name, part.extent, own=part.grid.code == case.code) for part in parts
    ]
    return JsonResponse(
        {"type": "FeatureCollection", "features": features}, content_type="application/geo+json"
    )


@require_GET
@signed_in
def photo(request: ActingRequest, at: Code, number: str, id: UUID) -> HttpResponseBase:
    """A photo of a case, or its thumbnail (`?small=1`), for who may see the case."""
    case = case_at(at, number, by=request.actor)
    found = files.get_attachment(case, id)
    return deliver(found, thumbnail="small" in request.GET, request=request)


def _feature(name: str, extent: bytes | memoryview, *, own: bool) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"role": "own" if own else "grid", "name": name},
        "geometry": places.geometry(extent),
    }


@require_GET
@signed_in
def anywhere(request: ActingRequest, number: str) -> HttpResponse:
    """What notices and prints point to: the case at today's place, also after a re-coding."""
    case = queries.get_case(number, by=request.actor, may=May.VIEW)
    return HttpResponseRedirect(reverse("cases:detail", args=[case.code, case.number]))
