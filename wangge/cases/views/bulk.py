"""Many cases at once: the verb for each row, one transaction each, and what was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.places import queries as places
from wangge.staff import queries as staff
from wangge.staff.doors import ActingRequest, signed_in

from .. import actions, queries
from ..flow import VERBS
from ..forms import DispatchForm
from ..models import Case
from ..policies import May
from ..shares import may_at
from .choosing import Candidate, unit_choices

MOST = 300
Verb = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Row:
    """A case and, when it was refused, why."""

    number: str
    words: str
    reason: str = ""


def bulk_actions(by: Actor, at: Code) -> list[tuple[str, str]]:
    """What may be done to many at once in a place: the label and the address."""
    return [
        (VERBS[verb], reverse(f"cases:bulk_{verb}", args=[at]))
        for verb, may in (("accept", May.ACCEPT), ("dispatch", May.DISPATCH))
        if may_at(by, may, at)
    ]


@require_http_methods(["GET", "POST"])
@signed_in
def bulk_accept(request: ActingRequest, at: Code) -> HttpResponse:
    """Sent again, it is refused row by row and changes nothing."""
    by, now = request.actor, timezone.now()
    by.at(May.ACCEPT, at)
    cases = _chosen(request, at)
    rows = _each(cases, lambda number: actions.accept(number, by=by, now=now))
    return _result(request, at, "accept", [*rows, *_missing(request, cases)])


@require_http_methods(["GET", "POST"])
@signed_in
def bulk_dispatch(request: ActingRequest, at: Code) -> HttpResponse:
    """One choice of units for all of them; each runs under its own limits."""
    by, now = request.actor, timezone.now()
    by.at(May.DISPATCH, at)
    cases = _chosen(request, at)
    if not cases:
        return _result(request, at, "dispatch", _missing(request, cases))
    units = _units(cases)
    form = DispatchForm(request.POST if "note" in request.POST else None, units=unit_choices(units))
    if form.is_valid():
        given = form.cleaned_data
        rows = _each(cases, lambda number: actions.dispatch(number, **given, by=by, now=now))
        return _result(request, at, "dispatch", [*rows, *_missing(request, cases)])
    context = {
        "title": f"批量分派 {len(cases)} 件",
        "form": form,
        "cases": cases,
        "candidates": _candidates(units, form, cases),
        "submit": f"分派 {len(cases)} 件",
        "back": reverse("cases:list", args=[at]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "cases/bulk_dispatch.html", context, status=status)


def _chosen(request: ActingRequest, at: Code) -> list[Case]:
    """The chosen cases of the place that the actor sees, in the order in which they were listed."""
    numbers = list(dict.fromkeys(request.POST.getlist("number")))[: MOST + 1]
    if len(numbers) > MOST:
        raise Unable(f"一次最多办理 {MOST} 件，请少选一些。")
    found = queries.list_cases(at, by=request.actor).filter(number__in=numbers)
    by_number = {case.number: case for case in found}
    return [by_number[number] for number in numbers if number in by_number]


def _missing(request: ActingRequest, cases: Sequence[Case]) -> list[Row]:
    """What was chosen and is not there for the actor, or no more."""
    known = {case.number for case in cases}
    asked = dict.fromkeys(request.POST.getlist("number"))
    return [
        Row(number, "", "没有找到，可能已不在您的范围内。")
        for number in asked
        if number not in known
    ]


def _each(cases: Sequence[Case], verb: Verb) -> list[Row]:
    return [Row(case.number, case.words, _refusal(verb, case.number)) for case in cases]


def _refusal(verb: Verb, number: str) -> str:
    """Why the verb was refused; nothing when it was done."""
    try:
        verb(number)
    except Unable as refusal:
        return refusal.sentence
    except PermissionDenied:
        return "您没有办理本件的权限。"
    except Case.DoesNotExist:
        return "本件已不在您的范围内。"
    return ""


def _result(request: ActingRequest, at: Code, verb: str, rows: Sequence[Row]) -> HttpResponse:
    context: dict[str, Any] = {
        "title": f"批量{VERBS[verb]}",
        "word": VERBS[verb],
        "done": [row for row in rows if not row.reason],
        "refused": [row for row in rows if row.reason],
        "back": reverse("cases:list", args=[at]),
    }
    return render(request, "cases/bulk_result.html", context)


def _units(cases: Sequence[Case]) -> list[staff.Organisation]:
    """The units that serve the whole of the place in which all of them lie."""
    first = cases[0].code
    around = next(
        place
        for place in reversed(list(first.lineage()))
        if all(place.covers(c.code) for c in cases)
    )
    return staff.undertaking_units(around, queries.local_day(timezone.now()))


def _candidates(
    units: Sequence[staff.Organisation], form: DispatchForm, cases: Sequence[Case]
) -> list[Candidate]:
    """Whose line all of them fall in comes first."""
    lead = str(form["lead"].value() or "")
    ticked = {str(value) for value in form["participants"].value() or []}
    named = places.names({code for unit in units for code in unit.codes})
    found = [
        Candidate(
            unit.id,
            unit.name,
            unit.get_kind_display(),
            "、".join(named[code] for code in unit.codes),
            why="负责本条线事项" if _all_in_line(unit, cases) else "",
            lead=str(unit.id) == lead,
            participates=str(unit.id) in ticked,
        )
        for unit in units
    ]
    return sorted(found, key=lambda one: not one.why)


def _all_in_line(unit: staff.Organisation, cases: Sequence[Case]) -> bool:
    return bool(unit.line) and all(case.line.startswith(unit.line) for case in cases)
