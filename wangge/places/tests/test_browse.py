from __future__ import annotations

import pytest
from django.test import Client

from wangge.places.tests.builders import CITY, COUNTY, TOWNSHIP, VILLAGE, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def chen() -> Client:
    return browser("chen")


def test_a_place_shows_its_name_and_the_places_below(chen: Client) -> None:
    page = chen.get(f"/{COUNTY}/places/").content.decode()

    assert "永州市冷水滩区" in page
    assert "梅湾街道" in page
    assert f"/{TOWNSHIP}/places/" in page


def test_a_village_says_that_nothing_is_below(chen: Client) -> None:
    assert "没有下级区划" in chen.get(f"/{VILLAGE}/places/").content.decode()


def test_the_way_down_to_ones_own_place_is_shown_from_above(chen: Client) -> None:
    assert "冷水滩区" in chen.get(f"/{CITY}/places/").content.decode()


def test_the_map_holds_the_place_and_the_places_below(chen: Client) -> None:
    features = chen.get(f"/{COUNTY}/places/map.json").json()["features"]

    roles = [feature["properties"]["role"] for feature in features]
    assert roles == ["place", "area", "area"]


def test_another_county_is_out_of_sight(chen: Client) -> None:
    assert chen.get("/431102/places/").status_code == 404


def test_a_day_before_the_place_existed_is_not_found(chen: Client) -> None:
    assert chen.get(f"/{COUNTY}/places/?on=2020-01-01").status_code == 404


def test_who_holds_no_permission_is_refused() -> None:
    assert browser("jiang").get(f"/{COUNTY}/places/").status_code == 403
