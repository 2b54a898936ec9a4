from __future__ import annotations

import pytest

from wangge.journal.models import Entry
from wangge.worktime import queries
from wangge.worktime.actions import load_shipped_years
from wangge.worktime.models import CalendarStamp, SpecialDay, YearTable
from wangge.worktime.shipped import shipped_years

from .builders import NOW, SETUP

pytestmark = pytest.mark.django_db


@pytest.fixture
def _empty() -> None:
    SpecialDay.objects.all().delete()
    YearTable.objects.all().delete()
    CalendarStamp.objects.all().delete()


@pytest.mark.usefixtures("_empty")
def test_shipped_years_are_loaded_once_and_are_in_the_journal() -> None:
    assert queries.current_calendar().years == frozenset()
    loaded = load_shipped_years(by=SETUP, now=NOW)
    assert loaded == list(range(2004, 2027))
    entry = Entry.objects.filter(event="worktime.shipped_years_loaded").latest("id")
    assert (entry.code, entry.detail["years"]) == ("4311", loaded)
    assert queries.year_days() == shipped_years()
    assert load_shipped_years(by=SETUP, now=NOW) == []
    assert Entry.objects.filter(event="worktime.shipped_years_loaded").latest("id") == entry


@pytest.mark.usefixtures("_empty")
def test_year_that_somebody_imported_is_left_alone() -> None:
    YearTable.objects.create(
        year=2026, edition=1, source="imported", imported_by="甲", imported_at=NOW
    )
    assert 2026 not in load_shipped_years(by=SETUP, now=NOW)
    assert queries.year_days()[2026] == {}
