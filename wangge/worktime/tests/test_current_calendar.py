from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from wangge.worktime import queries
from wangge.worktime.actions import import_year, load_shipped_years

from .builders import NOTICE_2027, NOW, SETUP, at, keeper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_shipped_years(by=SETUP, now=NOW)


def test_calendar_that_was_read_is_checked_by_one_statement() -> None:
    calendar = queries.current_calendar()
    with CaptureQueriesContext(connection) as statements:
        assert queries.current_calendar() is calendar
    assert len(statements) == 1


def test_change_that_was_rolled_back_leaves_nothing_in_the_kept_calendar() -> None:
    with transaction.atomic():
        import_year(2027, NOTICE_2027, by=keeper(), now=NOW)
        assert not queries.current_calendar().provisional(2027)
        transaction.set_rollback(True)
    assert queries.current_calendar().provisional(2027)


def test_next_year_is_missing_from_october_on() -> None:
    assert queries.missing_years(at("2026-09-30T23:59")) == []
    assert queries.missing_years(at("2026-10-01T00:00")) == [2027]
    assert queries.missing_years(at("2027-10-01T00:00")) == [2027, 2028]
    import_year(2027, NOTICE_2027, by=keeper(), now=NOW)
    assert queries.missing_years(NOW) == []


def test_working_days_and_what_is_left_are_counted_by_the_tables() -> None:
    after, until = at("2026-02-13T10:00"), at("2026-02-25T17:30")
    assert queries.working_days_between(after, until) == 3
    assert queries.working_days_between(until, after) == 0
    assert queries.remaining(until, after) == "剩余 3 个工作日"
