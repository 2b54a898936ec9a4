"""Where a point lies, decided in whole numbers: inside, on the border, or outside."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wangge.geo.units import in_units

Ring: TypeAlias = tuple[tuple[int, int], ...]
Rings: TypeAlias = tuple[Ring, ...]


class Side(StrEnum):
    INSIDE = "inside"
    BORDER = "border"
    OUTSIDE = "outside"


INSIDE: Final = Side.INSIDE
BORDER: Final = Side.BORDER
OUTSIDE: Final = Side.OUTSIDE


def rings_of(geometry: BaseGeometry) -> Rings:
    """All rings of a (multi)polygon in degrees, as integer points; keep the result to ask often."""
    parts = shapely.get_parts(in_units(geometry))
    rings = shapely.get_rings(parts)
    return tuple(_points(ring) for ring in rings)


def locate(x: int, y: int, polygon: BaseGeometry | Rings) -> Side:
    """Where the unit point lies relative to a (multi)polygon in degrees, or to its rings.

    Exact for coordinates of any size: Python integers do not overflow. Holes are outside.
    """
    rings = polygon if isinstance(polygon, tuple) else rings_of(polygon)
    inside = False
    for ring in rings:
        crossings = _crossings(x, y, ring)
        if crossings is None:
            return BORDER
        inside ^= crossings % 2 == 1
    return INSIDE if inside else OUTSIDE


def resolve(
    point: tuple[int, int], candidates: Iterable[tuple[str, BaseGeometry | Rings]]
) -> str | None:
    """The one code to which a unit point belongs.

    That of the area around it, or the lowest on whose border it lies; None outside them all.
    """
    on_border: list[str] = []
    for code, polygon in candidates:
        side = locate(*point, polygon)
        if side is INSIDE:
            return code
        if side is BORDER:
            on_border.append(code)
    return min(on_border, default=None)


def _crossings(x: int, y: int, ring: Ring) -> int | None:
    """Edges of the ring crossed by a ray to the east; None when the point lies on the ring."""
    count = 0
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y and by > y) or (ay < y and by < y):
            continue
        turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if turn == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return None
        if (ay > y) != (by > y) and (turn > 0) == (by > ay):
            count += 1
    return count


def _points(ring: BaseGeometry) -> Ring:
    return tuple((x, y) for x, y in shapely.get_coordinates(ring).astype(np.int64).tolist())
