from __future__ import annotations

import pytest

from tests.town import NOW
from wangge.places.tests.builders import (
    CITY,
    COUNTY,
    ELSEWHERE,
    GRID,
    GRID_NEXT_DOOR,
    NEXT_DOOR,
    TOWNSHIP,
    VILLAGE,
    browser,
    holder,
)
from wangge.territory.actions import alter_grid
from wangge.territory.policies import May

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_the_grids_of_a_place_are_listed() -> None:
    page = browser("chen").get(f"/{TOWNSHIP}/grids/").content.decode()

    assert GRID in page
    assert GRID_NEXT_DOOR not in page


def test_filters_narrow_the_list() -> None:
    page = browser("chen").get(f"/{TOWNSHIP}/grids/?kind=dedicated").content.decode()

    assert "没有符合条件的内容" in page


def test_a_day_before_the_grids_shows_none() -> None:
    assert "没有" in browser("chen").get(f"/{COUNTY}/grids/?on=2020-01-01").content.decode()


def test_a_desk_sees_the_grids_of_its_own_township_from_above() -> None:
    page = browser("wang").get(f"/{COUNTY}/grids/").content.decode()

    assert GRID in page
    assert GRID_NEXT_DOOR not in page


def test_another_place_is_out_of_sight() -> None:
    assert browser("wang").get(f"/{NEXT_DOOR}/grids/").status_code == 404
    assert browser("chen").get(f"/{ELSEWHERE}/grids/").status_code == 404
    assert browser("tang").get(f"/{VILLAGE}/grids/{GRID}/").status_code == 404
    assert browser("tang").get(f"/{VILLAGE}/grids/{GRID}/map.json").status_code == 404


def test_a_grid_shows_its_facts_and_what_it_was() -> None:
    alter_grid(GRID, since=NOW.date(), name="新名", by=holder(May, COUNTY), now=NOW)
    page = browser("chen").get(f"/{VILLAGE}/grids/{GRID}/?on=2026-06-09").content.decode()

    assert "<title>\n        第1网格" in page or "第1网格" in page
    assert "新名" in page
    assert "调整网格" in page


def test_maps_hold_the_outlines() -> None:
    features = browser("chen").get(f"/{TOWNSHIP}/grids/map.json").json()["features"]
    assert len(features) == 3

    own = browser("zhou").get(f"/{GRID}/grids/{GRID}/map.json").json()["features"]
    assert [it["properties"]["role"] for it in own] == ["own"]


def test_a_map_of_a_whole_county_is_refused() -> None:
    assert browser("he").get(f"/{CITY}/grids/map.json").status_code == 400
