"""Whoever must act next is told, and only who may know of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code, Level
from wangge.messages import actions as messages
from wangge.staff import queries as staff

from ..circle import of_opinion
from ..flow import State
from ..models import Case, Channel, Kind
from ..policies import May
from ..queries import checkers_of, local_day

TO_CHECK = "待您核实"
TOLD = {
    "cases.reported": "待受理",
    "cases.check_requested": TO_CHECK,
    "cases.affirmed": "核实属实，待受理",
    "cases.denied": "核实不属实，请决定",
    "cases.doubted": "无法核实，请决定",
    "cases.sent_back": "被退回，请补正",
    "cases.corrected": "已补正，待受理",
    "cases.accepted": "待分派",
    "cases.escalated": "提级到本级，请办理",
    "cases.handed_down": "上级交办，请办理",
    "cases.dispatched": "待签收",
    "cases.handed_back": "被退回，待重新分派",
    "cases.concluded": "已办结，待您核查",
    "cases.refused": "待您核查",
    "cases.check_failed": "核查不通过，请重办",
    "cases.confirmed_done": "核查通过，待回访结案",
    "cases.reopened": "重新办理，待分派",
    "cases.admitted": "为保密件，已请您知情",
}
DECIDES = {State.REPORTED: May.ACCEPT, State.FOLLOW_UP: May.CLOSE}


def tell_who_acts_next(entry: Entry, *, now: datetime) -> None:
    """In-app notices to those on whom the case now waits. Safe to run twice."""
    if entry.event not in TOLD:
        return
    case, on = Case.objects.get(pk=entry.subject.partition(":")[2]), local_day(now)
    whom = let_in(case, _whom(entry, case, on)) - {entry.actor}
    tell(whom, _what(entry), case, key=f"entry:{entry.pk}", now=now)
    if entry.event == "cases.reported" and case.kind == Kind.OPINION:
        copies = let_in(case, of_opinion(case, on)) - whom - {entry.actor}
        tell(copies, "意见建议抄送", case, key=f"entry:{entry.pk}:copy", now=now)


def tell(whom: Iterable[UUID], what: str, case: Case, *, key: str, now: datetime) -> None:
    """A notice about a case, which its lasting address opens; nobody to tell, nothing told."""
    if accounts := sorted(whom):
        messages.tell(
            accounts,
            title=f"事件 {case.number} {what}",
            path=f"/cases/{case.number}/",
            key=key,
            code=case.code,
            group=case.code if case.circle is None else None,
            urgent=case.urgent,
            by=machine("消息提醒"),
            now=now,
        )


def _what(entry: Entry) -> str:
    if entry.event == "cases.handed_back" and not entry.detail["lead"]:
        return "有协办单位退回，牵头单位仍在办"
    if entry.detail.get("after") == State.TO_CONFIRM:
        return TO_CHECK
    return TOLD[entry.event]


def let_in(case: Case, accounts: Iterable[UUID]) -> set[UUID]:
    """Those of some accounts that may know of the case at all."""
    return set(accounts) if case.circle is None else set(accounts) & set(case.circle)


def _whom(entry: Entry, case: Case, on: date) -> Iterable[UUID]:
    """By what the entry brought about, not by where the case has moved on to since."""
    told = entry.detail
    if entry.event == "cases.dispatched":
        units = [told["lead"], *told["participants"]]
        return {a for unit in units for a in _of_unit(May.SIGN, case, UUID(unit), on)}
    if entry.event == "cases.check_failed":
        return with_substitutes(May.CONCLUDE, case, case.units[0], on)
    if entry.event == "cases.sent_back":
        return set() if case.channel == Channel.PUBLIC else {case.reported_by}
    if entry.event == "cases.admitted":
        return {UUID(told["account"])}
    if told.get("after") in (State.VERIFYING, State.TO_CONFIRM):
        return checkers_of(case, on)
    return deciders(case, Code(told.get("desk", case.desk)), told.get("after", ""), on)


def deciders(case: Case, desk: Code, state: str, on: date) -> set[UUID]:
    """Who decides there: the nearest who may know of it. Before the city it is its agency."""
    holders = staff.holders_around(DECIDES.get(State(state), May.DISPATCH), [desk], on=on)
    if desk.level == Level.CITY:
        holders += staff.holders_around(May.HAND_DOWN, [desk], on=on)
    fit = [one for one in holders if case.circle is None or one.account in case.circle]
    nearest = max((len(one.code) for one in fit), default=0)
    return {one.account for one in fit if len(one.code) == nearest}


def with_substitutes(may: May, case: Case, unit: UUID, on: date) -> set[UUID]:
    """Those of a unit who may, and whoever stands in for them."""
    found = _of_unit(may, case, unit, on)
    return {*found, *staff.substitutes_of(found, unit, on=on)}


def _of_unit(may: May, case: Case, unit: UUID, on: date) -> list[UUID]:
    return staff.accounts_with(may, case.code, unit=unit, on=on)
