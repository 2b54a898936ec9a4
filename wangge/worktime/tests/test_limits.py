"""The four kinds of time, without a database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.worktime.amounts import Amount, UnableToCount, Unit
from wangge.worktime.calendar import SHANGHAI, Session, Timetable, WorkCalendar
from wangge.worktime.limits import Limit, end_of
from wangge.worktime.shipped import shipped_calendar

from .builders import at

CALENDAR = shipped_calendar()
DAY_UNITS = [Unit.WORKING_DAY, Unit.CALENDAR_DAY]
starts = st.integers(0, 23 * 365 * 24 * 60).map(
    lambda minutes: datetime(2005, 1, 1, tzinfo=SHANGHAI) + timedelta(minutes=minutes)
)
amounts = st.integers(1, 90)
units = st.sampled_from(Unit)


def limit(start: str, amount: str, calendar: WorkCalendar = CALENDAR) -> Limit:
    return end_of(at(start), Amount.parse(amount), calendar)


def due(start: str, amount: str) -> str:
    return f"{limit(start, amount).due_at:%Y-%m-%d %H:%M}"


def warned(start: str, amount: str) -> str:
    return f"{limit(start, amount).warn_at:%Y-%m-%d %H:%M}"


def test_urgent_hours_run_through_nights_and_holidays() -> None:
    assert due("2026-02-16T22:15", "24 urgent-hour") == "2026-02-17 22:15"
    assert due("2026-02-16T23:45", "0.5 urgent-hour") == "2026-02-17 00:15"


def test_working_hours_count_only_inside_sessions() -> None:
    assert due("2026-11-24T11:00", "2 working-hour") == "2026-11-24 15:30"
    assert due("2026-11-24T17:00", "4 working-hour") == "2026-11-25 12:00"


def test_working_hours_begin_at_the_next_session_when_received_outside_one() -> None:
    assert due("2026-11-24T12:30", "2 working-hour") == "2026-11-24 16:30"
    assert due("2026-11-24T06:00", "2 working-hour") == "2026-11-24 10:30"
    assert due("2026-11-27T17:30", "2 working-hour") == "2026-11-30 10:30"


def test_working_hours_that_fill_a_session_end_with_it_and_not_with_the_next() -> None:
    assert due("2026-11-24T08:30", "3.5 working-hour") == "2026-11-24 12:00"


def test_working_hours_run_on_make_up_days_and_not_on_holidays() -> None:
    assert due("2026-02-13T17:00", "1 working-hour") == "2026-02-14 09:00"
    assert due("2026-02-14T17:00", "1 working-hour") == "2026-02-24 09:00"


def test_day_of_receipt_is_not_counted_also_when_it_is_a_rest_day() -> None:
    assert due("2026-11-24T08:00", "1 working-day") == "2026-11-25 17:30"
    assert due("2026-11-28T08:00", "1 working-day") == "2026-11-30 17:30"


def test_calendar_days_end_on_the_last_day_when_it_is_worked() -> None:
    assert due("2026-11-24T08:00", "3 calendar-day") == "2026-11-27 17:30"


def test_calendar_days_that_end_on_a_rest_day_end_on_the_next_working_day() -> None:
    assert due("2026-11-24T08:00", "4 calendar-day") == "2026-11-30 17:30"
    found = limit("2026-09-28T10:00", "5 calendar-day")
    assert found.due_at == at("2026-10-08T17:30")
    assert [step.counted for step in found.trace] == [False, *[True] * 5, *[False] * 4, True]
    assert found.trace[5].why == "国庆节放假，第 5 天，期限最后一日休息，顺延"
    assert found.trace[-1].why == "周四，顺延至此日，期限届满"


def test_make_up_day_is_a_working_last_day_for_calendar_days() -> None:
    assert due("2026-02-12T08:00", "2 calendar-day") == "2026-02-14 17:30"


@pytest.mark.parametrize(
    ("amount", "moment"),
    [
        ("15 working-day", "2026-12-14 17:30"),  # one working day left
        ("5 working-day", "2026-11-30 17:30"),  # one fifth is one working day
        ("3 working-day", "2026-11-27 11:06"),  # 3.9 of 19.5 working hours left
        ("1 working-day", "2026-11-25 16:12"),
        ("2 working-hour", "2026-11-24 11:36"),
        ("40 working-hour", "2026-12-01 11:00"),  # one day of 6.5 hours left
        ("24 urgent-hour", "2026-11-25 05:12"),
        ("240 urgent-hour", "2026-12-03 10:00"),
        ("2 calendar-day", "2026-11-26 07:54"),
        ("10 calendar-day", "2026-12-03 17:30"),
    ],
)
def test_yellow_begins_when_a_fifth_or_one_day_is_left(amount: str, moment: str) -> None:
    assert warned("2026-11-24T10:00", amount) == moment


def test_year_without_a_table_is_reckoned_by_weekends_and_flagged() -> None:
    found = limit("2026-12-30T10:00", "3 working-day")
    assert found.due_at == at("2027-01-04T17:30")
    assert found.provisional
    assert found.words.endswith("（暂定）")
    assert found.trace[2].why == ("周五（2027 年放假安排未导入，暂按周末推算），第 2 个工作日")


def test_limit_inside_known_years_is_not_provisional() -> None:
    assert not limit("2026-12-30T10:00", "1 working-day").provisional
    assert not limit("2027-06-30T10:00", "48 urgent-hour").provisional
    assert limit("2027-06-30T10:00", "1 calendar-day").provisional


def test_seasonal_sessions_hold_for_their_days_and_the_latest_wins() -> None:
    summer = (Session(time(8), time(12)), Session(time(15), time(18)))
    early = (Session(time(7), time(13)),)
    tables = [
        Timetable(summer, date(2026, 6, 1), date(2026, 10, 1), "夏季"),
        Timetable(early, date(2026, 7, 1), date(2026, 7, 2), "高温"),
    ]
    seasonal = WorkCalendar({2026: {}}, tables)
    ends = [
        f"{limit(start, '1 working-day', seasonal).due_at:%m-%d %H:%M}"
        for start in (
            "2026-05-28T09:00",
            "2026-05-29T09:00",
            "2026-06-30T09:00",
            "2026-09-30T09:00",
        )
    ]
    assert ends == ["05-29 17:30", "06-01 18:00", "07-01 13:00", "10-01 17:30"]
    assert limit("2026-06-30T17:00", "2 working-hour", seasonal).due_at == at("2026-07-01T08:00")


def test_moment_in_another_zone_is_the_same_moment() -> None:
    utc = datetime.fromisoformat("2025-01-24T02:00+00:00")
    assert end_of(utc, Amount(5, Unit.WORKING_DAY), CALENDAR) == limit(
        "2025-01-24T10:00", "5 working-day"
    )


def test_moment_without_a_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        end_of(datetime(2025, 1, 24), Amount(1, Unit.URGENT_HOUR), CALENDAR)  # noqa: DTZ001


def test_end_of_time_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnableToCount, match="超出"):
        limit("9999-12-30T10:00", "5 working-day")


@given(start=starts, amount=amounts, unit=units, longer=st.integers(1, 9))
def test_a_longer_amount_never_ends_earlier(
    start: datetime, amount: int, unit: Unit, longer: int
) -> None:
    short, long = Amount(amount, unit), Amount(amount + longer, unit)
    assert end_of(start, short, CALENDAR).due_at <= end_of(start, long, CALENDAR).due_at


@given(start=starts, amount=amounts, unit=units, later=st.timedeltas(timedelta(), timedelta(9)))
def test_a_later_start_never_ends_earlier(
    start: datetime, amount: int, unit: Unit, later: timedelta
) -> None:
    wanted = Amount(amount, unit)
    sooner = end_of(start, wanted, CALENDAR)
    assert sooner.due_at <= end_of(start + later, wanted, CALENDAR).due_at


@given(start=starts, amount=amounts, unit=units)
def test_yellow_lies_between_start_and_end(start: datetime, amount: int, unit: Unit) -> None:
    found = end_of(start, Amount(amount, unit), CALENDAR)
    assert found.starts_at <= found.warn_at < found.due_at


@given(start=starts, amount=amounts, unit=st.sampled_from(DAY_UNITS))
def test_day_limits_end_with_the_last_session_of_a_working_day(
    start: datetime, amount: int, unit: Unit
) -> None:
    found = end_of(start, Amount(amount, unit), CALENDAR)
    last = CALENDAR.day(found.due_at.date())
    assert last.working
    assert found.due_at == last.closes_at


@given(start=starts, amount=amounts, unit=units)
def test_trace_names_every_day_from_receipt_to_end_once(
    start: datetime, amount: int, unit: Unit
) -> None:
    found = end_of(start, Amount(amount, unit), CALENDAR)
    first = found.starts_at.date()
    expected = [first + timedelta(n) for n in range(len(found.trace))]
    assert [step.on for step in found.trace] == expected
    if found.due_at.time() != time():
        assert found.trace[-1].on == found.due_at.date()


@given(start=starts, amount=amounts)
def test_working_days_counted_are_the_amount(start: datetime, amount: int) -> None:
    found = end_of(start, Amount(amount, Unit.WORKING_DAY), CALENDAR)
    assert sum(step.counted for step in found.trace) == amount
    assert CALENDAR.working_days_between(start, found.due_at) == amount


@given(start=starts, amount=amounts)
def test_working_time_until_the_end_is_the_amount_of_hours(start: datetime, amount: int) -> None:
    found = end_of(start, Amount(amount, Unit.WORKING_HOUR), CALENDAR)
    assert CALENDAR.working_time_between(start, found.due_at) == timedelta(hours=amount)
