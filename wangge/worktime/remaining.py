"""How much of a limit is left, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from .amounts import Unit
from .calendar import ONE_DAY, WorkCalendar, local
from .limits import in_words


def remaining_words(
    due_at: datetime, now: datetime, calendar: WorkCalendar, *, unit: Unit = Unit.WORKING_DAY
) -> str:
    """`剩余 2 个工作日`, `剩余 3 小时`, `已超期 1 个工作日`: whole days, rounded down.

    Urgent hours and calendar days are reckoned by the clock, the others by working time.
    """
    due, at = local(due_at), local(now)
    lead, early, late = ("已超期", due, at) if at > due else ("剩余", at, due)
    if unit is Unit.URGENT_HOUR:
        return f"{lead} {in_words(_whole(late - early))}"
    if unit is Unit.CALENDAR_DAY:
        return f"{lead} {_days(late - early, ONE_DAY, '天')}"
    worked = calendar.working_time_between(early, late)
    return f"{lead} {_days(worked, calendar.day(due.date()).length, '个工作日')}"


def _days(length: timedelta, day: timedelta, word: str) -> str:
    days = length // day
    return f"{days} {word}" if days else in_words(_whole(length))


def _whole(length: timedelta) -> timedelta:
    """Whole hours while there are several, so that a list stays calm."""
    hour = timedelta(hours=1)
    return length // hour * hour if length >= 3 * hour else length
