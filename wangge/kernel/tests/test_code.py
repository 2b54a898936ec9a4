from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.kernel.code import Code, Level

CODES = st.sampled_from(sorted(Level)).flatmap(
    lambda level: st.text("0123456789", min_size=level, max_size=level)
)


def test_lineage_reads_from_province_to_grid() -> None:
    assert [str(code) for code in Code("431103001002003").lineage()] == [
        "43", "4311", "431103", "431103001", "431103001002", "431103001002003",
    ]  # fmt: skip


@pytest.mark.parametrize("junk", ["", "4", "431", "4311030", "43110300100200", "四三", "43110A"])
def test_junk_is_no_code(junk: str) -> None:
    with pytest.raises(ValueError, match="not an area code"):
        Code(junk)


@given(CODES, CODES)
def test_a_place_covers_what_lies_between_it_and_its_ceiling(one: str, other: str) -> None:
    place = Code(one)
    assert place.covers(other) == (place <= other < place.ceiling)


@given(CODES)
def test_every_place_but_a_province_has_a_parent_that_covers_it(one: str) -> None:
    place = Code(one)
    if place.level is Level.PROVINCE:
        assert place.parent is None
    else:
        assert place.parent is not None
        assert place.parent.covers(place)
        assert place.parent.finer is place.level


def test_a_wide_place_has_no_finer_part_of_itself() -> None:
    with pytest.raises(ValueError, match="has no grid"):
        Code("4311").at(Level.GRID)
