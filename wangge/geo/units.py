"""The integer grid on which all geometry is exact: degrees x 10^7, about 1.1 cm."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

PER_DEGREE: Final = 10_000_000


def to_units(lon: float | Decimal, lat: float | Decimal) -> tuple[int, int]:
    """The grid point nearest to a position in degrees."""
    return _unit(lon), _unit(lat)


def to_degrees(x: int, y: int) -> tuple[float, float]:
    """The doubles nearest to a grid point; `to_units` gives the same point back."""
    return x / PER_DEGREE, y / PER_DEGREE


def in_units(geometry: BaseGeometry) -> BaseGeometry:
    """The same shape in integer units, every vertex rounded to the grid, topology untouched."""
    return shapely.transform(geometry, _rounded)


def in_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """A shape given in units, in degrees."""
    return shapely.transform(geometry, lambda xy: xy / PER_DEGREE)


def snap(geometry: BaseGeometry) -> BaseGeometry:
    """A shape in degrees moved to the grid and kept valid.

    Parts that collapse vanish. Neighbours snapped one by one may part: node a coverage together.
    """
    units = shapely.transform(geometry, lambda xy: xy * PER_DEGREE)
    return in_degrees(shapely.set_precision(units, grid_size=1))


def _unit(degrees: float | Decimal) -> int:
    if isinstance(degrees, Decimal):
        return int((degrees * PER_DEGREE).to_integral_value(ROUND_HALF_EVEN))
    return round(degrees * PER_DEGREE)


def _rounded(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    rounded: NDArray[np.float64] = np.rint(xy * PER_DEGREE)
    return rounded
