"""Shapes on their way in and out: bytes for tables, boxes for columns, GeoJSON for maps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

MAP_DECIMALS = 6


class Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float


def to_wkb(geometry: BaseGeometry) -> bytes:
    """Little-endian WKB of the shape, the same bytes for the same vertices."""
    return shapely.to_wkb(geometry, byte_order=1, include_srid=False)


def from_wkb(extent: bytes | memoryview) -> BaseGeometry:
    """The shape kept in a table column."""
    return shapely.from_wkb(bytes(extent))


def box_of(geometry: BaseGeometry) -> Box:
    """The bounding box in degrees."""
    return Box(*geometry.bounds)


def geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON geometry for maps, six decimals (11 cm): to look at, not to compute with."""
    drawn = shapely.transform(geometry, lambda xy: np.round(xy, MAP_DECIMALS))
    return mapping(drawn)


def feature_collection(
    rows: Iterable[tuple[BaseGeometry, dict[str, Any]]],
) -> dict[str, Any]:
    """A GeoJSON collection of shapes with their properties."""
    features = [
        {"type": "Feature", "geometry": geojson(shape), "properties": properties}
        for shape, properties in rows
    ]
    return {"type": "FeatureCollection", "features": features}


def area_m2(geometry: BaseGeometry) -> float:
    """The area in square metres on EPSG:4546 (3-degree Gauss-Krueger, central meridian 111 E)."""
    return float(shapely.area(on_plane(geometry)))


def on_plane(geometry: BaseGeometry) -> BaseGeometry:
    """A shape in CGCS2000 degrees projected to EPSG:4546, metres, x east."""
    return shapely.transform(geometry, _projected())


@cache
def _projected() -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    transformer = Transformer.from_crs(4490, 4546, always_xy=True)

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    return project
