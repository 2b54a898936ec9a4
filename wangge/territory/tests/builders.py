from __future__ import annotations

import json

import shapely
from django.core.files.uploadedfile import SimpleUploadedFile

from wangge.geo.shape import to_wkb
from wangge.kernel.code import Code
from wangge.territory.actions import Part

Box = tuple[float, float, float, float]

FREE = Code("431103002005002")  # no grid of the town has this code
NORTH = (111.60, 26.45, 111.64, 26.46)  # nothing of the town lies there


def part(village: Code, box: Box) -> Part:
    return Part(village, to_wkb(shapely.box(*box)))


def geojson(box: Box, **properties: str) -> SimpleUploadedFile:
    """A file of one feature."""
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    told = {"type": "FeatureCollection", "features": [feature]}
    return SimpleUploadedFile("grid.geojson", json.dumps(told).encode())
