from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.places.tests.builders import COUNTY, ELSEWHERE, GRID, VILLAGE, browser, holder
from wangge.territory.actions import UnableToRetireGrid, retire_grid
from wangge.territory.models import Grid
from wangge.territory.policies import May
from wangge.territory.queries import OutsideCity, get_grid, grid_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, COUNTY)


def test_a_retired_grid_holds_nothing_from_its_date_on() -> None:
    grid = retire_grid(GRID, until=TODAY, by=AGENCY, now=NOW)

    assert get_grid(GRID, date(2026, 6, 9)) == grid
    with pytest.raises(OutsideCity):
        grid_at(111.605, 26.435, on=TODAY)
    assert entries_of(grid).get().detail == {"until": "2026-06-10"}


def test_a_grid_retires_once_and_not_before_it_began() -> None:
    with pytest.raises(UnableToRetireGrid, match="晚于"):
        retire_grid(GRID, until=SINCE, by=AGENCY, now=NOW)
    retire_grid(GRID, until=TODAY, by=AGENCY, now=NOW)
    with pytest.raises(UnableToRetireGrid, match="已于"):
        retire_grid(GRID, until=date(2027, 1, 1), by=AGENCY, now=NOW)


def test_out_of_sight_and_without_permission() -> None:
    with pytest.raises(Grid.DoesNotExist):
        retire_grid(GRID, until=TODAY, by=holder(May, ELSEWHERE), now=NOW)
    with pytest.raises(PermissionDenied):
        retire_grid(GRID, until=TODAY, by=holder([May.VIEW], COUNTY), now=NOW)


def test_in_a_browser() -> None:
    address = f"/{VILLAGE}/grids/{GRID}/retire_grid/"

    assert browser("chen").post(address, {"until": "2026-12-31"}).status_code == 303
    assert browser("chen").post(address, {"until": "2026-12-31"}).status_code == 409
    assert browser("peng").post(address, {"until": "2026-12-31"}).status_code == 403
