"""What follows a case's journal entry: whoever must act next is told."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.messages import actions as messages
from wangge.staff import queries as staff

from . import actions
from .flow import State
from .models import Case
from .numbers import SHANGHAI
from .policies import May
from .queries import checkers_of, local_day

TOLD = {
    "cases.reported": "待受理",
    "cases.accepted": "待分派",
    "cases.dispatched": "待签收",
    "cases.handed_back": "被退回，待重新分派",
    "cases.concluded": "已办结，待您核查",
    "cases.refused": "待您核查",
    "cases.check_failed": "核查不通过，请重办",
    "cases.confirmed_done": "核查通过，待回访结案",
}


def tell_who_acts_next(entry: Entry, *, now: datetime) -> None:
    """In-app notices to those on whom the case now waits. Safe to run twice."""
    if entry.event not in TOLD:
        return
    case = Case.objects.get(pk=entry.subject.partition(":")[2])
    accounts = _whom(entry, case, local_day(now)) - {entry.actor}
    if not accounts:
        return
    messages.tell(
        sorted(accounts),
        title=f"事件 {case.number} {_what(entry)}",
        path=f"/cases/{case.number}/",
        key=f"entry:{entry.pk}",
        code=case.code,
        by=machine("消息提醒"),
        now=now,
    )


def _what(entry: Entry) -> str:
    if entry.event == "cases.handed_back" and not entry.detail["lead"]:
        return "有协办单位退回，牵头单位仍在办"
    return TOLD[entry.event]


def _whom(entry: Entry, case: Case, on: date) -> set[UUID]:
    """By what the entry brought about, not by where the case has moved on to since."""
    after = entry.detail.get("after")
    if entry.event == "cases.dispatched":
        units = [entry.detail["lead"], *entry.detail["participants"]]
        return {a for unit in units for a in _of_unit(May.SIGN, case, UUID(unit), on)}
    if entry.event == "cases.check_failed":
        return set(_of_unit(May.CONCLUDE, case, case.units[0], on))
    if after == State.VERIFYING:
        return set(checkers_of(case, on))
    may = {State.REPORTED: May.ACCEPT, State.FOLLOW_UP: May.CLOSE}.get(after, May.DISPATCH)
    return set(staff.accounts_with(may, case.code, nearest=True, on=on))


def _of_unit(may: May, case: Case, unit: UUID, on: date) -> list[UUID]:
    return staff.accounts_with(may, case.code, unit=unit, on=on)


def recount_provisional_limits(entry: Entry, *, now: datetime) -> None:
    """A year's table came in: what runs into it, or was counted without it, is counted again."""
    city = Code(entry.code)
    clerk = machine("期限重算", Grant(May.VIEW, city), Grant(May.RECOUNT, city))
    touched = Q(provisional=True)
    if first := entry.detail.get("first"):
        touched |= Q(due_at__gte=datetime.fromisoformat(first).replace(tzinfo=SHANGHAI))
    waiting = Case.objects.filter(touched, due_at__isnull=False)
    for number in waiting.within(clerk.scope(May.RECOUNT)).values_list("number", flat=True):
        actions.recount(number, by=clerk, now=now)
