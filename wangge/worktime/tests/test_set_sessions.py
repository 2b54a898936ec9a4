from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from wangge.journal.queries import entries_of
from wangge.worktime import queries
from wangge.worktime.actions import UnableToSetSessions, set_sessions
from wangge.worktime.amounts import Amount
from wangge.worktime.calendar import DEFAULT_SESSIONS, Session
from wangge.worktime.models import ArrangedSession

from .builders import COUNTY, NOW, actor, at, keeper

pytestmark = pytest.mark.django_db
SUMMER = [Session(time(8), time(12)), Session(time(15), time(18))]
JUNE, OCTOBER = date(2027, 6, 1), date(2027, 10, 1)


def test_sessions_hold_for_their_period_and_are_in_the_journal() -> None:
    by = keeper()
    summer = set_sessions("夏季作息", SUMMER, starts=JUNE, ends=OCTOBER, by=by, now=NOW)
    ends = [
        queries.limit(at(start), Amount.parse("1 个工作日")).due_at.hour
        for start in (
            "2027-05-30T09:00",
            "2027-05-31T09:00",
            "2027-09-29T09:00",
            "2027-09-30T09:00",
        )
    ]
    assert ends == [17, 18, 18, 17]
    (entry,) = entries_of(summer)
    assert (entry.event, entry.code, entry.actor) == ("worktime.sessions_set", "4311", by.id)
    assert entry.detail["sessions"] == ["08:00-12:00", "15:00-18:00"]


def test_latest_arrangement_holds_where_two_overlap_and_both_are_kept() -> None:
    set_sessions("夏季作息", SUMMER, starts=JUNE, ends=OCTOBER, by=keeper(), now=NOW)
    set_sessions("标准", DEFAULT_SESSIONS, starts=date(2027, 9, 1), by=keeper(), now=NOW)
    calendar = queries.current_calendar()
    assert calendar.sessions_on(date(2027, 8, 31)) == tuple(SUMMER)
    assert calendar.sessions_on(date(2027, 9, 1)) == DEFAULT_SESSIONS
    assert [arrangement.name for arrangement, _ in queries.arranged()] == ["标准", "夏季作息"]


@pytest.mark.parametrize(
    ("name", "sessions", "sentence"),
    [
        (" ", SUMMER, "名称"),
        ("夏", [], "1 至 4 个"),
        ("夏", [Session(time(9), time(9))], "晚于"),
        ("夏", [Session(time(18), time(9))], "晚于"),
        ("夏", [Session(time(8), time(12)), Session(time(11), time(18))], "互不重叠"),
        ("夏", SUMMER[::-1], "先后"),
    ],
)
def test_sessions_that_make_no_day_are_refused(
    name: str, sessions: list[Session], sentence: str
) -> None:
    with pytest.raises(UnableToSetSessions, match=sentence):
        set_sessions(name, sessions, starts=JUNE, by=keeper(), now=NOW)


def test_days_that_passed_are_not_changed() -> None:
    with pytest.raises(UnableToSetSessions, match="不能早于今天"):
        set_sessions("夏季作息", SUMMER, starts=date(2026, 11, 23), by=keeper(), now=NOW)


def test_period_must_have_a_day() -> None:
    with pytest.raises(UnableToSetSessions, match="结束日期"):
        set_sessions("夏季作息", SUMMER, starts=JUNE, ends=JUNE, by=keeper(), now=NOW)


def test_only_who_keeps_the_calendar_of_the_whole_city_sets_sessions() -> None:
    for by in (actor("worktime:view"), keeper(COUNTY)):
        with pytest.raises(PermissionDenied):
            set_sessions("夏季作息", SUMMER, starts=JUNE, by=by, now=NOW)


def test_database_keeps_sessions_apart_too() -> None:
    summer = set_sessions("夏季作息", SUMMER, starts=JUNE, by=keeper(), now=NOW)
    for opens, closes in ((time(11), time(13)), (time(20), time(19))):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArrangedSession.objects.create(arrangement=summer, opens=opens, closes=closes)
