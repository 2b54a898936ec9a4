"""When a message may leave: quiet hours hold back all that is not urgent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

WRITTEN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `start` to before `end` on the clock of a zone, usually across midnight."""

    start: time
    end: time
    zone: ZoneInfo

    def holds(self, moment: datetime) -> bool:
        clock = moment.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def after(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it lies in."""
        if not self.holds(moment):
            return moment
        local = moment.astimezone(self.zone)
        end = datetime.combine(local.date(), self.end, self.zone)
        return end if end > local else end + timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


def quiet_hours(words: str, zone: ZoneInfo) -> QuietHours | None:
    """`21:30-08:00`; `off` is None. ImproperlyConfigured for anything else."""
    if words == "off":
        return None
    if not (found := WRITTEN.fullmatch(words)):
        raise ImproperlyConfigured(
            f"WANGGE_QUIET_HOURS 应写作 21:30-08:00 或 off，现在是 {words!r}。"
        )
    start_hour, start_minute, end_hour, end_minute = map(int, found.groups())
    return QuietHours(time(start_hour, start_minute), time(end_hour, end_minute), zone)


def hours() -> QuietHours | None:
    """Those of the city, as the environment sets them."""
    return quiet_hours(settings.QUIET_HOURS, ZoneInfo(settings.TIME_ZONE))


def departs(now: datetime, *, waiting: timedelta, urgent: bool) -> datetime:
    """After the wait and outside the quiet hours; what is urgent neither waits nor sleeps."""
    if urgent:
        return now
    quiet = hours()
    return quiet.after(now + waiting) if quiet else now + waiting


def is_quiet(now: datetime) -> bool:
    quiet = hours()
    return quiet is not None and quiet.holds(now)
