from __future__ import annotations

import pytest

from wangge.worktime.amounts import Unit
from wangge.worktime.remaining import remaining_words
from wangge.worktime.shipped import shipped_calendar

from .builders import at

DUE = "2026-11-27T17:30"  # a Friday


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-24T17:30", "剩余 3 个工作日"),
        ("2026-11-25T08:30", "剩余 3 个工作日"),
        ("2026-11-26T09:00", "剩余 1 个工作日"),
        ("2026-11-27T08:40", "剩余 6 小时"),
        ("2026-11-27T15:40", "剩余 1 小时 50 分钟"),
        ("2026-11-27T17:29", "剩余 1 分钟"),
        ("2026-11-27T17:30", "剩余 不到 1 分钟"),
        ("2026-11-28T12:00", "已超期 不到 1 分钟"),
        ("2026-11-30T10:00", "已超期 1 小时 30 分钟"),
        ("2026-12-02T17:30", "已超期 3 个工作日"),
    ],
)
def test_what_is_left_is_said_in_working_time(now: str, words: str) -> None:
    assert remaining_words(at(DUE), at(now), shipped_calendar()) == words


def test_urgent_hours_are_said_by_the_clock() -> None:
    left = remaining_words(
        at("2026-02-17T08:00"), at("2026-02-16T22:00"), shipped_calendar(), unit=Unit.URGENT_HOUR
    )
    assert left == "剩余 10 小时"


def test_calendar_days_are_said_in_days() -> None:
    left = remaining_words(
        at("2026-02-27T17:30"), at("2026-02-16T22:00"), shipped_calendar(), unit=Unit.CALENDAR_DAY
    )
    assert left == "剩余 10 天"
