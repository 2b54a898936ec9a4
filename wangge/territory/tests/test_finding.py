from __future__ import annotations

import pytest

from democity.cast import GRID, GRID_NEXT_DOOR, NEXT_DOOR, SECOND_GRID, TOWNSHIP, VILLAGE
from tests.town import THIRD_GRID, TODAY, inside
from wangge.kernel.code import Code
from wangge.territory.queries import find_grids, grids_near

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [GRID, SECOND_GRID, THIRD_GRID]),
        ("清桥", [GRID, SECOND_GRID]),
        ("清桥2", [SECOND_GRID]),
        ("清桥 2", [SECOND_GRID]),
        ("3", [THIRD_GRID]),
        ("忠烈", []),
    ],
)
def test_a_grid_is_found_by_village_and_number(words: str, found: list[Code]) -> None:
    assert [code for code, _ in find_grids([TOWNSHIP], words, TODAY)] == found


def test_no_more_than_asked_for_and_none_twice() -> None:
    assert len(find_grids([TOWNSHIP, VILLAGE, NEXT_DOOR], "", TODAY, most=2)) == 2
    assert len(find_grids([TOWNSHIP, VILLAGE], "", TODAY)) == 3


def test_it_is_named_with_its_village() -> None:
    assert find_grids([TOWNSHIP], "清桥1", TODAY) == [(GRID, "清桥社区居委会 第1网格")]


def test_the_grids_around_a_point_are_near() -> None:
    lon, lat = inside(GRID)
    assert grids_near(lon, lat, metres=200, on=TODAY) == {GRID}
    assert grids_near(lon, 26.4399, metres=200, on=TODAY) == {GRID, GRID_NEXT_DOOR}
