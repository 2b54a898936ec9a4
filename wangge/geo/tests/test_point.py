from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from wangge.geo.point import BORDER, INSIDE, OUTSIDE, Ring, Side, locate, resolve, rings_of
from wangge.geo.units import PER_DEGREE, in_degrees, to_degrees, to_units

SQUARE = shapely.Polygon([(0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5)])
HOLED = shapely.Polygon(
    [(0, 0), (1, 0), (1, 1), (0, 1)], holes=[[(0.25, 0.25), (0.75, 0.25), (0.75, 0.75)]]
)
small = st.integers(-6, 6)


def brute_force(x: int, y: int, rings: tuple[Ring, ...]) -> Side:
    """Crossing number in fractions, with the ray tilted so that it meets no vertex."""
    edges = [edge for ring in rings for edge in pairwise(ring)]
    for (ax, ay), (bx, by) in edges:
        length = Fraction((bx - ax) ** 2 + (by - ay) ** 2)
        along = (
            Fraction((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length if length else Fraction()
        )
        foot_x, foot_y = ax + along * (bx - ax), ay + along * (by - ay)
        if 0 <= along <= 1 and foot_x == x and foot_y == y:
            return BORDER
    slope = Fraction(1, 10**12 + 39)
    heights = [
        (ay - y - slope * (ax - x), by - y - slope * (bx - x), ax, bx)
        for (ax, ay), (bx, by) in edges
    ]
    hits = [ax + a / (a - b) * (bx - ax) for a, b, ax, bx in heights if (a > 0) != (b > 0)]
    return INSIDE if sum(hit > x for hit in hits) % 2 else OUTSIDE


@st.composite
def polygons(draw: st.DrawFn) -> shapely.MultiPolygon | shapely.Polygon:
    """Polygons, multipolygons and holes on a small grid, with many points on edges."""
    points = draw(st.lists(st.tuples(small, small), min_size=3, max_size=9))
    holes = draw(st.lists(st.tuples(small, small), min_size=0, max_size=5))
    shape = shapely.make_valid(shapely.Polygon(points))
    if len(holes) >= 3:
        shape = shape.difference(shapely.make_valid(shapely.Polygon(holes)))
    try:
        snapped = shapely.set_precision(shape, grid_size=1)
    except shapely.errors.GEOSException:  # GEOS cannot round every self-touching shape
        reject()
    parts = [p for p in shapely.get_parts(snapped) if p.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


@settings(max_examples=400, deadline=None)
@given(polygons(), small, small)
def test_a_point_is_located_as_fractions_would(shape: shapely.MultiPolygon, x: int, y: int) -> None:
    degrees = in_degrees(shape)
    assert locate(x, y, degrees) is brute_force(x, y, rings_of(degrees))


big = st.integers(-(10**30), 10**30)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(big, big), min_size=3, max_size=6), st.data())
def test_coordinates_of_any_size_do_not_overflow(
    points: list[tuple[int, int]], data: st.DataObject
) -> None:
    ring = (*points, points[0])
    (ax, ay), (bx, by) = data.draw(st.sampled_from(list(pairwise(ring))))
    x, y = data.draw(st.sampled_from([(ax, ay), ((ax + bx) // 2, (ay + by) // 2), (0, 0)]))
    assert locate(x, y, (ring,)) is brute_force(x, y, (ring,))


def test_a_hole_is_outside_and_its_border_is_a_border() -> None:
    assert locate(*to_units(0.6, 0.5), HOLED) is OUTSIDE
    assert locate(*to_units(0.25, 0.25), HOLED) is BORDER
    assert locate(*to_units(0.1, 0.5), HOLED) is INSIDE


def test_both_parts_of_a_multipolygon_count() -> None:
    pair = shapely.MultiPolygon([SQUARE, shapely.transform(SQUARE, lambda xy: xy + 2)])
    assert [locate(*to_units(v, v), pair) for v in (0.1, 1.0, 2.1)] == [INSIDE, OUTSIDE, INSIDE]


def test_a_border_point_belongs_to_the_lowest_code() -> None:
    east = shapely.transform(SQUARE, lambda xy: np.add(xy, (0.5, 0.0)))
    candidates = [("431103001002002", east), ("431103001002001", SQUARE)]
    assert resolve(to_units(0.5, 0.2), candidates) == "431103001002001"
    assert resolve(to_units(0.7, 0.2), candidates) == "431103001002002"
    assert resolve(to_units(1.5, 0.2), candidates) is None


@given(st.integers(-180 * PER_DEGREE, 180 * PER_DEGREE), st.integers(0, 90 * PER_DEGREE))
def test_units_survive_the_way_through_degrees(x: int, y: int) -> None:
    assert to_units(*to_degrees(x, y)) == (x, y)
    assert to_units(Decimal(x) / PER_DEGREE, Decimal(y) / PER_DEGREE) == (x, y)


@pytest.mark.parametrize(("lon", "unit"), [(111.12345674, 1111234567), (111.12345676, 1111234568)])
def test_a_position_goes_to_the_nearest_grid_point(lon: float, unit: int) -> None:
    assert to_units(lon, 0.0) == (unit, 0)
