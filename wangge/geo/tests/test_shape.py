from __future__ import annotations

import pytest
import shapely

from wangge.geo.shape import area_m2, box_of, feature_collection, from_wkb, geojson, to_wkb
from wangge.geo.units import in_units, snap

VILLAGE = shapely.Polygon([(111.6, 26.4), (111.61, 26.4), (111.61, 26.41), (111.6, 26.41)])


def test_a_shape_survives_the_table_column() -> None:
    assert from_wkb(memoryview(to_wkb(VILLAGE))).equals_exact(VILLAGE, 0)


def test_the_box_is_west_south_east_north() -> None:
    assert box_of(VILLAGE) == (111.6, 26.4, 111.61, 26.41)


def test_maps_get_six_decimals() -> None:
    shape = shapely.Polygon([(111.60000049, 26.4), (111.61, 26.4), (111.61, 26.41)])
    assert geojson(shape)["coordinates"][0][0] == (111.6, 26.4)
    collection = feature_collection([(shape, {"code": "431103001002"})])
    assert collection["features"][0]["properties"] == {"code": "431103001002"}


def test_the_area_is_in_square_metres() -> None:
    assert area_m2(VILLAGE) == pytest.approx(997.5 * 1107.9, rel=2e-3)


def test_snapping_moves_to_whole_units_and_stays_valid() -> None:
    snapped = snap(shapely.Polygon([(0, 0), (1.00000004e-5, 0), (1e-5, 3.3333333e-5)]))
    xy = shapely.get_coordinates(in_units(snapped))
    assert snapped.is_valid
    assert (xy == xy.round()).all()
    assert xy.max() == 333
