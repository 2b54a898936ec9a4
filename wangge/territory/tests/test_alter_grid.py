from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.places.tests.builders import (
    COUNTY,
    ELSEWHERE,
    GRID,
    SECOND_GRID,
    VILLAGE,
    browser,
    holder,
)
from wangge.territory.actions import UnableToAlterGrid, alter_grid, retire_grid
from wangge.territory.models import Grid
from wangge.territory.policies import May
from wangge.territory.queries import coverage_faults, get_grid, grid_at, versions_of
from wangge.territory.tests.builders import part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, COUNTY)
BEFORE = date(2026, 6, 9)


def test_what_is_not_given_stays_and_the_days_before_keep_their_version() -> None:
    new = alter_grid(GRID, since=TODAY, name="新名", by=AGENCY, now=NOW)

    assert (new.name, new.households, new.kind) == ("新名", 320, "general")
    assert get_grid(GRID, BEFORE).name == "第1网格"
    assert get_grid(GRID, TODAY) == new
    assert {it.series for it in versions_of(GRID)} == {new.series}


def test_the_border_between_two_grids_moves_without_a_gap() -> None:
    smaller, larger = (111.60, 26.43, 111.605, 26.44), (111.605, 26.43, 111.62, 26.44)
    alter_grid(GRID, since=TODAY, parts=[part(VILLAGE, smaller)], by=AGENCY, now=NOW)
    assert [fault.kind for fault in coverage_faults(VILLAGE, TODAY)] == ["gap"]
    alter_grid(SECOND_GRID, since=TODAY, parts=[part(VILLAGE, larger)], by=AGENCY, now=NOW)

    assert coverage_faults(VILLAGE, TODAY) == []
    assert grid_at(111.607, 26.435, on=TODAY).code == SECOND_GRID
    assert grid_at(111.607, 26.435, on=BEFORE).code == GRID


def test_altering_is_written_in_the_journal() -> None:
    new = alter_grid(GRID, since=TODAY, households=400, by=AGENCY, now=NOW)

    entry = entries_of(new).get()
    assert entry.event == "territory.grid_altered"
    assert entry.detail == {"since": "2026-06-10", "changed": {"households": [320, 400]}}


def test_a_grid_may_not_grow_into_its_neighbour() -> None:
    both = (111.60, 26.43, 111.62, 26.44)
    with pytest.raises(UnableToAlterGrid, match="重叠"):
        alter_grid(GRID, since=TODAY, parts=[part(VILLAGE, both)], by=AGENCY, now=NOW)


def test_a_retired_grid_or_an_earlier_date_is_refused() -> None:
    with pytest.raises(UnableToAlterGrid, match="晚于现版本"):
        alter_grid(GRID, since=SINCE, name="新名", by=AGENCY, now=NOW)
    retire_grid(GRID, until=TODAY, by=AGENCY, now=NOW)
    with pytest.raises(UnableToAlterGrid, match="撤销"):
        alter_grid(GRID, since=date(2027, 1, 1), name="新名", by=AGENCY, now=NOW)


def test_out_of_sight_and_without_permission() -> None:
    with pytest.raises(Grid.DoesNotExist):
        alter_grid(GRID, since=TODAY, name="新", by=holder(May, ELSEWHERE), now=NOW)
    with pytest.raises(PermissionDenied):
        alter_grid(GRID, since=TODAY, name="新", by=holder([May.VIEW], COUNTY), now=NOW)


def test_in_a_browser() -> None:
    address = f"/{VILLAGE}/grids/{GRID}/alter_grid/"
    form = {"name": "新名", "kind": "general", "households": "350", "since": "2026-07-01"}

    assert "第1网格" in browser("chen").get(address).content.decode()
    assert browser("chen").post(address, form).status_code == 303
    assert get_grid(GRID, date(2026, 7, 1)).households == 350
    assert browser("wang").post(address, form).status_code == 403
    assert browser("tang").post(address, form).status_code == 404
