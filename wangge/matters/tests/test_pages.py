from __future__ import annotations

import pytest

from tests.town import DISPUTE, LAMPS, NOW, TODAY
from wangge.matters.actions import end_matter
from wangge.matters.tests.builders import AGENCY
from wangge.places.tests.builders import COUNTY, ELSEWHERE, GRID, TOWNSHIP, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_the_list_in_force_is_shown_to_a_worker() -> None:
    page = browser("zhou").get(f"/{GRID}/matters/").content.decode()

    assert LAMPS in page
    assert "5 个工作日" in page
    assert f"/{GRID}/matters/{LAMPS}/" in page


@pytest.mark.parametrize("query", ["line=01", "name=矛盾", "category=public_safety&name=矛盾"])
def test_filters_narrow_the_list(query: str) -> None:
    page = browser("chen").get(f"/{COUNTY}/matters/?{query}").content.decode()

    assert DISPUTE in page
    assert LAMPS not in page


def test_the_list_of_another_day() -> None:
    end_matter(LAMPS, until=TODAY, reason="完", by=AGENCY, now=NOW)

    assert LAMPS in browser("chen").get(f"/{COUNTY}/matters/?on=2026-06-09").content.decode()
    assert LAMPS not in browser("chen").get(f"/{COUNTY}/matters/?on=2026-06-10").content.decode()


def test_an_item_says_what_it_asks_and_who_guides() -> None:
    page = browser("zhou").get(f"/{GRID}/matters/{LAMPS}/").content.decode()

    assert "示例指导员" in page
    assert "在清单内" in page
    assert browser("zhou").get(f"/{GRID}/matters/99999/").status_code == 404


def test_an_item_that_left_says_so_and_why() -> None:
    end_matter(LAMPS, until=TODAY, reason="并入他项", by=AGENCY, now=NOW)
    page = browser("chen").get(f"/{TOWNSHIP}/matters/{LAMPS}/").content.decode()

    assert "当日不在清单内" in page
    assert "并入他项" in page


def test_outside_ones_places_there_is_no_list() -> None:
    assert browser("chen").get(f"/{ELSEWHERE}/matters/").status_code == 404
    assert browser("jiang").get(f"/{COUNTY}/matters/").status_code == 403


@pytest.mark.parametrize("on", ["yesterday", "2026-13-01", "9" * 400])
def test_a_day_that_is_none_shows_today(on: str) -> None:
    assert browser("chen").get(f"/{COUNTY}/matters/?on={on}").status_code == 200
