from __future__ import annotations

from datetime import date

import pytest

from tests.town import NOW, TODAY
from wangge.journal.queries import entries_of
from wangge.places.tests.builders import COUNTY, GRID, holder
from wangge.territory.actions import retire_grid
from wangge.territory.policies import May as Ground
from wangge.workers.actions import assign
from wangge.workers.jobs import end_with_grid
from wangge.workers.queries import on_duty
from wangge.workers.tests.builders import AGENCY, a_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

LATER = date(2026, 9, 1)


def test_nobody_stands_in_a_grid_that_is_no_more() -> None:
    assign(a_worker().pk, grid=GRID, duty="substitute", since=LATER, by=AGENCY, now=NOW)
    grid = retire_grid(GRID, until=TODAY, by=holder(Ground, COUNTY), now=NOW)
    entry = entries_of(grid).get()
    for _ in range(2):
        end_with_grid(entry, now=NOW)

    assert len(on_duty(GRID, date(2026, 6, 9))) == 2
    assert on_duty(GRID, TODAY) == []
    assert on_duty(GRID, date(2026, 9, 2)) == []
