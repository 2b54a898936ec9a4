"""Whom to dispatch to: who is suggested, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wangge.kernel.code import Code
from wangge.matters import queries as matters
from wangge.places import queries as places
from wangge.staff.queries import Organisation
from wangge.worktime import queries as worktime
from wangge.worktime.limits import Limit

from .. import queries
from ..flow import PartState
from ..forms import DispatchForm
from ..models import Case


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit to choose, why it is suggested, what speaks against it, and how it is ticked."""

    id: UUID
    name: str
    kind: str
    place: str
    why: str = ""
    warning: str = ""
    lead: bool = False
    participates: bool = False


def unit_choices(units: Sequence[Organisation]) -> list[tuple[UUID, str]]:
    return [(unit.id, unit.name) for unit in units]


def candidates(
    case: Case, units: Sequence[Organisation], form: DispatchForm, *, search: str, now: datetime
) -> list[Candidate]:
    """The matter's department first, then the nearest. A search keeps what is ticked."""
    lead = str(form["lead"].value() or "")
    ticked = {str(value) for value in form["participants"].value() or []}
    departments = _departments(case, now)
    back = _handed_back(case)
    named = places.names({_nearest(unit, case.code) for unit in units})
    found = [
        Candidate(
            unit.id,
            unit.name,
            unit.get_kind_display(),
            named[_nearest(unit, case.code)],
            why=_why(unit, case, departments),
            warning=back.get(unit.id, ""),
            lead=str(unit.id) == lead,
            participates=str(unit.id) in ticked,
        )
        for unit in units
        if search.strip() in unit.name or str(unit.id) in {lead, *ticked}
    ]
    return sorted(found, key=lambda one: (not one.why, bool(one.warning)))


def limit_if_dispatched(case: Case, *, now: datetime) -> Limit | None:
    """The lead's limit if it were dispatched this moment."""
    amount = queries.handle_amount(case, queries.local_day(now))
    return worktime.limit(now, amount) if amount else None


def _departments(case: Case, now: datetime) -> list[str]:
    if not case.line:
        return []
    matter = matters.in_force(queries.local_day(now)).filter(number=case.line).first()
    text = matter.departments if matter else ""
    for mark in "、，,；; ":
        text = text.replace(mark, "/")
    return [name.strip() for name in text.split("/") if name.strip()]


def _why(unit: Organisation, case: Case, departments: Sequence[str]) -> str:
    for department in departments:
        if department in unit.name:
            return f"事项主管部门：{department}"
    if unit.line and case.line.startswith(unit.line):
        return "负责本条线事项"
    return ""


def _handed_back(case: Case) -> dict[UUID, str]:
    """Units that gave this very case back, with their basis."""
    parts = queries.parts_of(case).filter(state=PartState.HANDED_BACK)
    return {part.unit: f"曾退回本件：{part.result}" for part in parts}


def _nearest(unit: Organisation, place: Code) -> Code:
    return max((code for code in unit.codes if code.covers(place)), key=len)
