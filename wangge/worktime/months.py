"""A year as a wall calendar: months of weeks of days, for looking at."""

from __future__ import annotations

from calendar import Calendar
from typing import NamedTuple

from .calendar import SATURDAY, Day, WorkCalendar

MONTHS = 12
REST, WORK, PLAIN, WEEKEND = "rest", "work", "plain", "weekend"
MARKS = {REST: "休", WORK: "班"}


class Cell(NamedTuple):
    """A day on the wall: its number, its kind, and the mark people know from wall calendars."""

    number: int
    kind: str
    why: str

    @property
    def mark(self) -> str:
        return MARKS.get(self.kind, "")


class Month(NamedTuple):
    name: str
    weeks: list[list[Cell | None]]
    working_days: int


def months_of(year: int, calendar: WorkCalendar) -> list[Month]:
    """The twelve months of a year, weeks beginning on Monday; None pads the first and last week."""
    return [_month(year, month, calendar) for month in range(1, MONTHS + 1)]


def _month(year: int, month: int, calendar: WorkCalendar) -> Month:
    weeks = [
        [_cell(calendar.day(on), calendar) if on.month == month else None for on in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    days = [on for on in Calendar().itermonthdates(year, month) if on.month == month]
    return Month(f"{month} 月", weeks, sum(calendar.is_working_day(on) for on in days))


def _cell(day: Day, calendar: WorkCalendar) -> Cell:
    if day.on in calendar.named:
        kind = WORK if day.working else REST
    else:
        kind = WEEKEND if day.on.weekday() >= SATURDAY else PLAIN
    return Cell(day.on.day, kind, day.why)
