"""Reading the extent of a grid from GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from wangge.geo.shape import to_wkb
from wangge.geo.units import in_degrees, in_units
from wangge.kernel.code import Code, Level
from wangge.kernel.sheets import MOST_BYTES, UnableToRead, Upload
from wangge.territory.actions import Part

MOST_VERTICES = 100_000


def read_parts(file: Upload, grid: Code) -> list[Part]:
    """One part per feature, in the village that its `code` names; without one, the grid's own.

    Anything but valid polygons in degrees raises UnableToRead.
    """
    if (file.size or 0) > MOST_BYTES:
        raise UnableToRead("文件过大，不能超过 5 MB。")
    try:
        told = json.loads(file.read())
        return [Part(_village(code, grid), to_wkb(_area(geometry))) for code, geometry in _of(told)]
    except (ValueError, TypeError, KeyError, AttributeError, ShapelyError, RecursionError) as wrong:
        raise UnableToRead("看不懂这个文件，请上传 GeoJSON 多边形。") from wrong


def _of(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    kind = told["type"]
    if kind == "FeatureCollection":
        for feature in told["features"]:
            yield from _of(feature)
    elif kind == "Feature":
        yield str((told.get("properties") or {}).get("code") or ""), told["geometry"]
    else:
        yield "", told


def _village(code: str, grid: Code) -> Code:
    return Code(code) if code else grid.at(Level.VILLAGE)


def _area(geometry: dict[str, Any]) -> BaseGeometry:
    area = shape(geometry)
    if area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty:
        raise UnableToRead("范围应为多边形。")
    if shapely.get_num_coordinates(area) > MOST_VERTICES:
        raise UnableToRead(f"图形过于复杂，顶点不能超过 {MOST_VERTICES} 个。")
    west, south, east, north = area.bounds
    if not (73 <= west <= east <= 136 and 3 <= south <= north <= 54):
        raise UnableToRead("坐标超出范围，应为经度、纬度（CGCS2000），经度在前。")
    rounded = in_degrees(in_units(shapely.force_2d(area)))
    if not rounded.is_valid:
        raise UnableToRead("图形自相交或不完整，请修正后再上传。")
    return rounded
