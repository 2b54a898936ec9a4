"""GCJ-02 and BD-09: the published positions, there and back, and nothing moved abroad."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangge.geo.datum import (
    CHINA,
    Datum,
    bd09_to_gcj02,
    from_wgs84,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    in_china,
    to_wgs84,
    wgs84_to_gcj02,
)

METRES_PER_DEGREE = 111_320
MILLIMETRE = 0.001

# Published with the open implementations of the formulas: WGS84 and GCJ-02, GCJ-02 and BD-09.
GCJ02 = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]
BD09 = [
    ((116.404, 39.915), (116.41036949371029, 39.92133699351021)),
    ((116.39762729119315, 39.90865673957631), (116.404, 39.915)),
]

# the mainland and its seas, a step inside the box at whose edge the formulas end
longitudes, latitudes = st.floats(73, 136), st.floats(3, 54)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * cos(radians(one[1]))
    return hypot(east, one[1] - other[1]) * METRES_PER_DEGREE


@pytest.mark.parametrize(("wgs84", "gcj02"), GCJ02)
def test_published_positions_in_gcj02_agree_within_a_metre(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert metres(wgs84_to_gcj02(*wgs84), gcj02) < 0.01
    assert metres(gcj02_to_wgs84(*gcj02), wgs84) < 1


@pytest.mark.parametrize(("gcj02", "bd09"), BD09)
def test_published_positions_in_bd09_agree_within_a_metre(
    gcj02: tuple[float, float], bd09: tuple[float, float]
) -> None:
    assert metres(gcj02_to_bd09(*gcj02), bd09) < 1
    assert metres(bd09_to_gcj02(*bd09), gcj02) < 1


@given(lon=longitudes, lat=latitudes, datum=st.sampled_from(Datum))
def test_there_and_back_again_is_the_same_position(lon: float, lat: float, datum: Datum) -> None:
    there = from_wgs84(lon, lat, datum)
    assert metres(to_wgs84(*there, datum), (lon, lat)) < MILLIMETRE
    back = to_wgs84(lon, lat, datum)
    assert metres(from_wgs84(*back, datum), (lon, lat)) < MILLIMETRE


@given(lon=longitudes, lat=latitudes)
def test_bd09_and_gcj02_undo_each_other(lon: float, lat: float) -> None:
    assert metres(bd09_to_gcj02(*gcj02_to_bd09(lon, lat)), (lon, lat)) < MILLIMETRE
    assert metres(gcj02_to_bd09(*bd09_to_gcj02(lon, lat)), (lon, lat)) < MILLIMETRE


@given(lon=st.floats(110, 113), lat=st.floats(24, 27))
def test_in_yongzhou_gcj02_lies_some_hundred_metres_away(lon: float, lat: float) -> None:
    assert 100 < metres(wgs84_to_gcj02(lon, lat), (lon, lat)) < 1_000


@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90), datum=st.sampled_from(Datum))
def test_outside_china_nothing_is_moved(lon: float, lat: float, datum: Datum) -> None:
    if not in_china(lon, lat):
        assert to_wgs84(lon, lat, datum) == (lon, lat) == from_wgs84(lon, lat, datum)


def test_the_box_is_the_one_of_the_formulas() -> None:
    west, south, east, north = CHINA
    assert in_china(west, south)
    assert in_china(east, north)
    assert not in_china(west - 1e-6, south)
    assert not in_china(east, north + 1e-6)
