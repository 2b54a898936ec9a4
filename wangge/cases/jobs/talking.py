"""Who hears of remarks, replies and merges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from wangge.journal.models import Entry
from wangge.staff import queries as staff

from ..flow import AT_UNITS, OPEN, OPEN_PARTS, State
from ..models import Case, Channel
from ..policies import May
from ..queries import checkers_of, local_day, present_parts
from ..related import end_of, merged_in
from .telling import deciders, let_in, tell

ENDS = {
    "cases.closed": "已结案",
    "cases.rated": "已结案",
    "cases.declined": "不予受理",
    "cases.withdrawn": "已撤回",
}


def tell_in_charge(entry: Entry, *, now: datetime) -> None:
    """The reporter added something: whoever has the case in hand should look again."""
    case, on = end_of(_case(entry)), local_day(now)
    if case.state in OPEN:
        whom = let_in(case, _in_charge(case, on)) - {entry.actor}
        tell(whom, "反映人有补充", case, key=f"entry:{entry.pk}", now=now)


def tell_colleague_who_reported(entry: Entry, *, now: datetime) -> None:
    """Colleagues who reported hear of replies, of a merge, and of the main case's end."""
    case = _case(entry)
    if entry.event == "cases.replied":
        _tell_reporter(case, "有新的答复", entry, now=now)
    elif entry.event == "cases.merged":
        _tell_reporter(case, f"已并入 {entry.detail['main']} 一起办理", entry, now=now)
    elif entry.event in ENDS:
        for one in merged_in(case):
            words = f"并入的 {case.number} {ENDS[entry.event]}"
            _tell_reporter(one, words, entry, now=now)


def _case(entry: Entry) -> Case:
    return Case.objects.get(pk=entry.subject.partition(":")[2])


def _tell_reporter(case: Case, what: str, entry: Entry, *, now: datetime) -> None:
    if case.channel == Channel.PUBLIC:
        return
    whom = let_in(case, {case.reported_by}) - {entry.actor}
    tell(whom, what, case, key=f"entry:{entry.pk}:{case.number}", now=now)


def _in_charge(case: Case, on: date) -> Iterable[UUID]:
    if case.state in (State.VERIFYING, State.TO_CONFIRM):
        return checkers_of(case, on)
    if case.state in AT_UNITS:
        units = [part.unit for part in present_parts(case) if part.state in OPEN_PARTS]
        return {
            account
            for unit in units
            for account in staff.accounts_with(May.SIGN, case.code, unit=unit, on=on)
        }
    return deciders(case, case.desk, case.state, on)
