"""The working calendar: which days are worked, and during which sessions.

Yearly tables (the State Council's notice) name the rest days and the make-up working days that
differ from the week; a year without a table is reckoned by weekends only and is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
ONE_DAY = timedelta(days=1)
SATURDAY = 5

Slice = tuple[datetime, datetime]


class Session(NamedTuple):
    """One working session of a day, on the clock of Asia/Shanghai."""

    opens: time
    closes: time


DEFAULT_SESSIONS = (Session(time(8, 30), time(12)), Session(time(14, 30), time(17, 30)))


class NamedDay(NamedTuple):
    """A line of a yearly table: a holiday (rest) or a make-up working day."""

    working: bool
    name: str

    @property
    def words(self) -> str:
        return "调休上班" if self.working else f"{self.name}放假"


@dataclass(frozen=True, slots=True)
class Timetable:
    """Sessions in force in `[starts, ends)`; an open end is None."""

    sessions: tuple[Session, ...]
    starts: date
    ends: date | None = None
    name: str = ""

    @property
    def last(self) -> date | None:
        """The last day it is in force; None while there is none."""
        return self.ends - ONE_DAY if self.ends else None

    def covers(self, on: date) -> bool:
        return self.starts <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as the calendar sees it; `why` says in words what kind of day it is."""

    on: date
    working: bool
    why: str
    provisional: bool
    sessions: tuple[Slice, ...]

    @property
    def closes_at(self) -> datetime:
        """The end of the day's last session."""
        return self.sessions[-1][1]

    @property
    def length(self) -> timedelta:
        """Working time in a whole day with these sessions."""
        return sum((closes - opens for opens, closes in self.sessions), timedelta())


def local(moment: datetime) -> datetime:
    """The moment on the clock of Asia/Shanghai; it must know its own zone."""
    if moment.utcoffset() is None:
        raise ValueError(f"a moment without a time zone: {moment!r}")
    return moment.astimezone(SHANGHAI)


class WorkCalendar:
    """Yearly tables and timetables as one value. The last timetable that covers a day holds."""

    def __init__(
        self,
        years: Mapping[int, Mapping[date, NamedDay]],
        timetables: Sequence[Timetable] = (),
    ) -> None:
        self.years = frozenset(years)
        self.timetables = tuple(timetables)
        self.named: dict[date, NamedDay] = {}
        for year in sorted(years):
            self.named |= years[year]
        self._seen: dict[date, Day] = {}

    def provisional(self, year: int) -> bool:
        """Whether the year has no table, so that only its weekends are known."""
        return year not in self.years

    def day(self, on: date) -> Day:
        known = self._seen.get(on)
        if known is None:
            known = self._seen[on] = self._read(on)
        return known

    def is_working_day(self, on: date) -> bool:
        return self.day(on).working

    def days_from(self, on: date) -> Iterator[Day]:
        """The days from a date on, one after the other, without end."""
        while True:
            yield self.day(on)
            on += ONE_DAY

    def working_days_between(self, after: datetime, until: datetime) -> int:
        """How many working days lie after the day of one moment, up to that of another."""
        first, last = local(after).date(), local(until).date()
        span = (last - first).days
        return sum(self.day(first + ONE_DAY * n).working for n in range(1, span + 1))

    def working_time_between(self, after: datetime, until: datetime) -> timedelta:
        """The time inside sessions of working days from one moment to a later one."""
        begins, ends = local(after), local(until)
        total = timedelta()
        if ends <= begins:
            return total
        for day in self.days_from(begins.date()):
            if day.on > ends.date():
                break
            for opens, closes in day.sessions if day.working else ():
                total += max(min(closes, ends) - max(opens, begins), timedelta())
        return total

    def _read(self, on: date) -> Day:
        named = self.named.get(on)
        working = named.working if named else on.weekday() < SATURDAY
        why = named.words if named else WEEKDAYS[on.weekday()]
        slices = tuple(
            (datetime.combine(on, opens, SHANGHAI), datetime.combine(on, closes, SHANGHAI))
            for opens, closes in self.sessions_on(on)
        )
        return Day(on, working, why, named is None and self.provisional(on.year), slices)

    def sessions_on(self, on: date) -> tuple[Session, ...]:
        """The sessions in force on a date, were it a working day."""
        for timetable in reversed(self.timetables):
            if timetable.covers(on):
                return timetable.sessions
        return DEFAULT_SESSIONS
