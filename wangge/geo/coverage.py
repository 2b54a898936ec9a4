"""Does a set of areas cover its parent exactly? Decided on whole numbers, not on a tolerance.

Every valid area is the sum of its directed border segments. When each segment of the children
meets its opposite in a neighbour, and what is left over is the border of the parent, then every
point of the parent lies in exactly one child. A missing or surplus segment is a gap or an overlap,
however thin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from wangge.geo.shape import area_m2
from wangge.geo.units import in_degrees, in_units

Point: TypeAlias = tuple[int, int]
Segment: TypeAlias = tuple[Point, Point]


class FaultKind(StrEnum):
    INVALID = "invalid"
    DISCONNECTED = "disconnected"
    GAP = "gap"
    OVERLAP = "overlap"
    OUTSIDE = "outside"
    MISMATCH = "mismatch"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a coverage: `codes` are the children, `shape` is in degrees."""

    kind: FaultKind
    codes: tuple[str, ...]
    area_m2: float
    shape: BaseGeometry


def faults(parent: BaseGeometry, children: Mapping[str, BaseGeometry]) -> list[Fault]:
    """All that keeps the children from covering the parent exactly; empty when they do.

    Shapes are in degrees and are judged by their nearest grid points. Where no fault is large
    enough to be drawn, borders that differ are reported as a mismatch.
    """
    units = {code: in_units(shape) for code, shape in children.items()}
    whole = in_units(parent)
    broken = [_fault(FaultKind.INVALID, [code], s) for code, s in units.items() if not s.is_valid]
    if broken or not whole.is_valid:
        return broken or [_fault(FaultKind.INVALID, [], whole)]
    found = [
        _fault(FaultKind.DISCONNECTED, [code], s)
        for code, s in units.items()
        if shapely.get_num_geometries(s) != 1
    ]
    return found if is_exact(whole, units.values()) else found + _drawn(whole, units)


def is_exact(whole: BaseGeometry, parts: Iterable[BaseGeometry]) -> bool:
    """Whether valid parts in integer units cover a valid whole with no gap and no overlap.

    A vertex that one side lacks does not matter if it lies exactly on the other's edge.
    """
    rest = _residue([*_directed(parts), *(_reversed(s) for s in _directed([whole]))])
    return not rest or not _residue(_split(rest))


def _drawn(whole: BaseGeometry, units: Mapping[str, BaseGeometry]) -> list[Fault]:
    union = shapely.union_all(list(units.values()))
    found = [
        _fault(FaultKind.GAP, _touching(gap, units), gap)
        for gap in _areas(shapely.difference(whole, union))
    ]
    for code, shape in units.items():
        found += [_fault(FaultKind.OUTSIDE, [code], s) for s in _areas(shape.difference(whole))]
    found += _overlaps(units)
    return found or [_fault(FaultKind.MISMATCH, [], whole.boundary)]


def _overlaps(units: Mapping[str, BaseGeometry]) -> list[Fault]:
    codes, shapes = list(units), np.array(list(units.values()), dtype=object)
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    found: list[Fault] = []
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i < j:
            pair = [codes[i], codes[j]]
            common = _areas(shapes[i].intersection(shapes[j]))
            found += [_fault(FaultKind.OVERLAP, pair, s) for s in common]
    return found


def _touching(gap: BaseGeometry, units: Mapping[str, BaseGeometry]) -> list[str]:
    return [code for code, shape in units.items() if shape.distance(gap) < 1]


def _areas(shape: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(shape).tolist() if part.area > 0]


def _fault(kind: FaultKind, codes: Sequence[str], shape: BaseGeometry) -> Fault:
    drawn = in_degrees(shape)
    return Fault(kind, tuple(codes), area_m2(drawn), drawn)


def _directed(shapes: Iterable[BaseGeometry]) -> list[Segment]:
    """The border segments of all shapes, each with its area on the left."""
    oriented = shapely.orient_polygons(shapely.get_parts(list(shapes)))
    rings = shapely.get_rings(oriented)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    whole: NDArray[np.int64] = xy.astype(np.int64)
    same = ring[1:] == ring[:-1]
    ends = np.hstack([whole[:-1], whole[1:]])[same]
    return [((a, b), (c, d)) for a, b, c, d in ends.tolist()]


def _reversed(segment: Segment) -> Segment:
    return segment[1], segment[0]


def _residue(segments: Iterable[Segment]) -> list[Segment]:
    """What is left when every segment has been set against its opposite."""
    count: Counter[Segment] = Counter()
    for a, b in segments:
        if a < b:
            count[a, b] += 1
        else:
            count[b, a] -= 1
    return [s if n > 0 else _reversed(s) for s, n in count.items() for _ in range(abs(n))]


def _split(segments: Sequence[Segment]) -> list[Segment]:
    """The same segments, cut at each end of another that lies exactly on them."""
    ends = {point for segment in segments for point in segment}
    tree = shapely.STRtree(points := [shapely.Point(p) for p in ends])
    pieces: list[Segment] = []
    for a, b in segments:
        near = [points[i] for i in tree.query(shapely.LineString([a, b])).tolist()]
        on = sorted({(int(p.x), int(p.y)) for p in near if _lies_on((int(p.x), int(p.y)), a, b)})
        path = on if a < b else on[::-1]
        pieces += pairwise(path)
    return pieces


def _lies_on(p: Point, a: Point, b: Point) -> bool:
    turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
    return turn == 0 and min(a, b) <= p <= max(a, b)
