"""The yearly tables that come with the software, from the package chinese-calendar."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from chinese_calendar import Holiday, holidays, workdays

from .calendar import NamedDay, WorkCalendar

NAMES = {holiday.value: holiday.chinese for holiday in Holiday}


def shipped_years() -> dict[int, dict[date, NamedDay]]:
    """For each year the package knows: its holidays and make-up working days."""
    years: defaultdict[int, dict[date, NamedDay]] = defaultdict(dict)
    for working, days in ((False, holidays), (True, workdays)):
        for on, name in days.items():
            years[on.year][on] = NamedDay(working, NAMES.get(name, name))
    return dict(years)


def shipped_calendar() -> WorkCalendar:
    """The shipped years with the default sessions."""
    return WorkCalendar(shipped_years())
