from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from wangge.messages.hours import departs, hours, quiet_hours

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-{words}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("written", "moment", "leaves"),
    [
        ("21:30-08:00", "10T21:29:59", "10T21:29:59"),
        ("21:30-08:00", "10T21:30", "11T08:00"),
        ("21:30-08:00", "10T23:59:59", "11T08:00"),
        ("21:30-08:00", "11T00:00", "11T08:00"),
        ("21:30-08:00", "11T07:59:59", "11T08:00"),
        ("21:30-08:00", "11T08:00", "11T08:00"),
        ("12:00-14:30", "11T12:00", "11T14:30"),
        ("12:00-14:30", "11T14:30", "11T14:30"),
        ("0:00-24:00", "11T14:30", None),
    ],
)
def test_nothing_leaves_in_the_quiet_hours(written: str, moment: str, leaves: str | None) -> None:
    if leaves is None:
        with pytest.raises(ImproperlyConfigured, match="WANGGE_QUIET_HOURS"):
            quiet_hours(written, SHANGHAI)
        return
    quiet = quiet_hours(written, SHANGHAI)
    assert quiet is not None
    assert quiet.after(at(moment)) == at(leaves)


def test_a_city_may_do_without(settings: Settings) -> None:
    settings.QUIET_HOURS = "off"
    assert hours() is None
    now = at("10T23:00")
    assert departs(now, waiting=now - now, urgent=False) == now


@pytest.mark.parametrize("words", ["", "21:30", "25:00-08:00", "21:30-08:00 ", "21.30-8.00"])
def test_what_cannot_be_read_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="21:30-08:00"):
        quiet_hours(words, SHANGHAI)
