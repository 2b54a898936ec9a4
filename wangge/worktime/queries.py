"""Reading the calendar and counting limits by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from .amounts import Amount, Unit
from .calendar import NamedDay, Session, Timetable, WorkCalendar, local
from .limits import Limit, end_of
from .models import ArrangedSession, Arrangement, CalendarStamp, SpecialDay, YearTable
from .remaining import remaining_words

OCTOBER = 10


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: UUID | None
    calendar: WorkCalendar


_kept: _Kept | None = None


def current_calendar() -> WorkCalendar:
    """The calendar as the tables have it now; kept per process, checked by one statement."""
    global _kept
    stamp = CalendarStamp.objects.values_list("stamp", flat=True).first()
    kept = _kept
    if kept is None or kept.stamp != stamp:
        kept = _kept = _Kept(stamp, WorkCalendar(year_days(), timetables()))
    return kept.calendar


def limit(start: datetime, amount: Amount) -> Limit:
    """When an amount of time from a moment ends, and why."""
    return end_of(start, amount, current_calendar())


def working_days_between(after: datetime, until: datetime) -> int:
    """How many working days lie after the day of one moment, up to that of another."""
    return current_calendar().working_days_between(after, until)


def remaining(due_at: datetime, now: datetime, *, unit: Unit = Unit.WORKING_DAY) -> str:
    """What is left of a limit, or how long it is overdue, in words."""
    return remaining_words(due_at, now, current_calendar(), unit=unit)


def missing_years(now: datetime) -> list[int]:
    """Years that limits begun now may reach and that have no table: this, from October the next."""
    today = local(now)
    reached = [today.year, today.year + 1] if today.month >= OCTOBER else [today.year]
    calendar = current_calendar()
    return [year for year in reached if calendar.provisional(year)]


def year_tables() -> QuerySet[YearTable]:
    """The edition in force of every year, oldest year first."""
    return YearTable.objects.order_by("year", "-edition").distinct("year")


def year_table(year: int) -> YearTable | None:
    """The edition in force of a year."""
    return year_tables().filter(year=year).first()


def year_days() -> dict[int, dict[date, NamedDay]]:
    """The days of every year's edition in force."""
    tables = dict(year_tables().values_list("pk", "year"))
    years: dict[int, dict[date, NamedDay]] = {year: {} for year in tables.values()}
    rows = SpecialDay.objects.filter(table__in=list(tables))
    for table, on, working, name in rows.values_list("table", "on", "working", "name"):
        years[tables[table]][on] = NamedDay(working, name)
    return years


def arrangements() -> QuerySet[Arrangement]:
    """Every arrangement of sessions, in the order in which they were set."""
    return Arrangement.objects.order_by("number")


def arranged() -> list[tuple[Arrangement, Timetable]]:
    """Every arrangement with its sessions, the latest first."""
    return list(zip(arrangements(), timetables(), strict=True))[::-1]


def timetables() -> Sequence[Timetable]:
    """The arrangements as values, in the order in which they were set."""
    sessions: defaultdict[UUID, list[Session]] = defaultdict(list)
    rows = ArrangedSession.objects.order_by("opens")
    for arrangement, opens, closes in rows.values_list("arrangement", "opens", "closes"):
        sessions[arrangement].append(Session(opens, closes))
    return [
        Timetable(tuple(sessions[row.pk]), row.period.lower, row.period.upper, row.name)
        for row in arrangements()
    ]
