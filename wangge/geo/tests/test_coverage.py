from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from wangge.geo.coverage import FaultKind, faults, is_exact
from wangge.geo.units import in_degrees


def degrees(*points: tuple[int, int]) -> shapely.Polygon:
    return shapely.Polygon(shapely.get_coordinates(in_degrees(shapely.Polygon(points))))


WHOLE = degrees((0, 0), (1000, 0), (1000, 1000), (0, 1000))
WEST = degrees((0, 0), (500, 0), (500, 1000), (0, 1000))
EAST = degrees((500, 0), (1000, 0), (1000, 1000), (500, 1000))


def kinds(**children: BaseGeometry) -> set[FaultKind]:
    return {fault.kind for fault in faults(WHOLE, children)}


def test_two_halves_cover_their_parent() -> None:
    assert kinds(west=WEST, east=EAST) == set()


def test_a_gap_of_one_unit_is_found() -> None:
    thin = degrees((501, 0), (1000, 0), (1000, 1000), (501, 1000))
    (fault,) = faults(WHOLE, {"west": WEST, "east": thin})
    assert (fault.kind, fault.codes) == (FaultKind.GAP, ("west", "east"))
    assert 0 < fault.area_m2 < 1.1


def test_an_overlap_names_both_areas() -> None:
    wide = degrees((499, 0), (1000, 0), (1000, 1000), (499, 1000))
    (fault,) = faults(WHOLE, {"west": WEST, "east": wide})
    assert (fault.kind, fault.codes) == (FaultKind.OVERLAP, ("west", "east"))


def test_an_area_beyond_the_parent_is_outside() -> None:
    far = degrees((500, 0), (1001, 0), (1001, 1000), (500, 1000))
    assert kinds(west=WEST, east=far) == {FaultKind.OUTSIDE}


def test_a_gap_and_an_overlap_of_the_same_size_do_not_cancel() -> None:
    shifted = degrees((400, 0), (900, 0), (1000, 1000), (500, 1000))
    assert kinds(west=WEST, east=shifted) == {FaultKind.GAP, FaultKind.OVERLAP}


def test_an_area_in_two_pieces_is_disconnected() -> None:
    left, right = (degrees((x, 0), (x + 250, 0), (x + 250, 1000), (x, 1000)) for x in (0, 750))
    middle = degrees((250, 0), (750, 0), (750, 1000), (250, 1000))
    assert kinds(pair=shapely.MultiPolygon([left, right]), middle=middle) == {
        FaultKind.DISCONNECTED
    }


def test_a_bow_tie_is_invalid() -> None:
    tie = degrees((500, 0), (1000, 1000), (1000, 0), (500, 1000))
    assert kinds(west=WEST, tie=tie) == {FaultKind.INVALID}


@pytest.mark.parametrize(("x", "exact"), [(500, True), (501, False)])
def test_a_vertex_that_one_side_lacks_may_lie_exactly_on_the_edge(x: int, exact: bool) -> None:
    dented = degrees((500, 0), (1000, 0), (1000, 1000), (500, 1000), (x, 333))
    assert (kinds(west=WEST, east=dented) == set()) is exact


def cut_line(seed: int) -> shapely.LineString:
    turns = np.random.default_rng(seed).uniform(0, 1000, (4, 2)).round()
    return shapely.LineString([(-9, turns[0, 1]), *turns, (1009, turns[3, 0])])


OLD = shapely.Polygon([(3, 5), (991, 17), (977, 983), (11, 1000)])


def test_cutting_together_keeps_a_coverage_and_cutting_alone_breaks_it() -> None:
    """The second half is the negative control: the check must see the damage of `ops.split`."""
    broken = 0
    for seed in range(50):
        cut = cut_line(seed)
        noded = shapely.union_all([OLD.boundary, cut], grid_size=1)
        faces = shapely.get_parts(shapely.polygonize([noded]))
        whole = shapely.union_all(faces)
        assert is_exact(whole, faces)
        pieces = shapely.get_parts(split(OLD, shapely.node(cut)))
        broken += not is_exact(OLD, shapely.transform(pieces, np.rint))
    assert broken > 25
