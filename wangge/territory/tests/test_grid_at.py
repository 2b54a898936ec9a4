from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.town import TODAY
from wangge.places.tests.builders import (
    COUNTY,
    GRID,
    GRID_NEXT_DOOR,
    SECOND_GRID,
    THIRD_GRID,
    browser,
)
from wangge.territory.queries import OutsideCity, grid_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (111.605, 26.435, GRID),
        (111.615, 26.435, SECOND_GRID),
        (111.63, 26.435, THIRD_GRID),
        (111.63, 26.445, GRID_NEXT_DOOR),
        (111.61, 26.435, GRID),  # the border between the first and the second
        (111.61, 26.44, GRID),  # the corner of three
        (111.62, 26.44, SECOND_GRID),
        (111.60, 26.43, GRID),  # the corner of the city
    ],
)
def test_a_point_lies_in_one_grid_and_on_a_border_in_the_lowest(
    lon: float, lat: float, code: str
) -> None:
    assert grid_at(lon, lat, on=TODAY).code == code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.integers(0, 400_000), st.integers(0, 200_000))
def test_every_point_of_the_town_has_a_grid(east: int, north: int) -> None:
    assert grid_at(111.60 + east / 10**7, 26.43 + north / 10**7, on=TODAY).code


@pytest.mark.parametrize(
    ("lon", "lat", "sentence"),
    [
        (111.70, 26.435, "不在已划定的网格内"),
        (26.435, 111.605, "填反了"),
        (0.0, 0.0, "超出范围"),
        (float("nan"), 26.4, "应为数字"),
        (float("inf"), 26.4, "应为数字"),
    ],
)
def test_elsewhere_there_is_a_sentence(lon: float, lat: float, sentence: str) -> None:
    with pytest.raises(OutsideCity, match=sentence):
        grid_at(lon, lat, on=TODAY)


def test_before_the_grids_there_was_none() -> None:
    with pytest.raises(OutsideCity):
        grid_at(111.605, 26.435, on=date(2024, 2, 29))


def test_the_page_answers_a_typed_point() -> None:
    page = browser("chen").get(f"/{COUNTY}/grids/where/?lon=111.605&lat=26.435").content.decode()

    assert "第1网格" in page
    assert "<title>" in page


def test_a_form_gets_only_the_answer() -> None:
    answer = (
        browser("zhou")
        .get(f"/{GRID}/grids/where/?lon=111.605&lat=26.435", headers={"HX-Request": "true"})
        .content.decode()
    )

    assert "第1网格" in answer
    assert "<title>" not in answer


@pytest.mark.parametrize(
    "query", ["lon=26.4&lat=111.6", "lon=abc&lat=1", "lon=&lat=", "lon=nan&lat=1"]
)
def test_a_point_that_is_none_gets_a_sentence(query: str) -> None:
    answer = browser("chen").get(f"/{COUNTY}/grids/where/?{query}")

    assert answer.status_code == 200
    assert "wg-notice-bad" in answer.content.decode()
