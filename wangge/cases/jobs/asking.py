"""What a handler, a unit and the agency are told of ratings and of work handed to a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.staff import queries as staff

from .. import actions
from ..actions.problem import REWORKS
from ..models import Case
from ..policies import May
from ..queries import local_day
from .telling import let_in, tell, with_substitutes

TOLD = {
    "cases.handed_to": "已交给您承办",
    "cases.rejected": "反映人不满意，请重办",
    "cases.appealed": "评价申诉，待裁定",
    "cases.upheld": "评价申诉已裁定：维持",
    "cases.set_aside": "评价申诉已裁定：不计入",
    "cases.problem_raised": "多次返工，提级到本级督办",
}


def tell_unit_and_agency(entry: Entry, *, now: datetime) -> None:
    """In-app notices to those whom it concerns. Safe to run twice."""
    if entry.event not in TOLD:
        return
    case = Case.objects.get(pk=entry.subject.partition(":")[2])
    whom = let_in(case, _whom(entry, case, local_day(now))) - {entry.actor}
    tell(whom, TOLD[entry.event], case, key=f"entry:{entry.pk}", now=now)


def raise_problem(entry: Entry, *, now: datetime) -> None:
    """At the third rework the desk above looks after it. Safe to run twice."""
    if entry.detail["reworks"] < REWORKS:
        return
    case = Case.objects.get(pk=entry.subject.partition(":")[2])
    city = Code(settings.CITY_CODE)
    clerk = machine("问题件提级", Grant(May.VIEW, city), Grant(May.ESCALATE, city))
    actions.raise_problem(case.number, by=clerk, now=now)


def _whom(entry: Entry, case: Case, on: date) -> Iterable[UUID]:
    told = entry.detail
    if entry.event == "cases.handed_to":
        handler, unit = UUID(told["handler"]), UUID(told["unit"])
        return {handler, *staff.substitutes_of([handler], unit, on=on)}
    if entry.event == "cases.problem_raised":
        desk = Code(told["desk"])
        holders = [*staff.holders_around(May.ACCEPT, [desk], on=on),
                   *staff.holders_around(May.UPHOLD, [desk], on=on)]  # fmt: skip
        return {one.account for one in holders if one.code == desk}
    if entry.event == "cases.rejected":
        return with_substitutes(May.CONCLUDE, case, case.units[0], on)
    if entry.event == "cases.appealed":
        return staff.accounts_with(May.UPHOLD, case.code, nearest=True, on=on)
    return staff.accounts_with(May.APPEAL, case.code, unit=UUID(told["unit"]), on=on)
