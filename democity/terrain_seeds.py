"""Where people live in the demo city: one seed per cell, dense in towns, thin in the hills."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import shapely
from numpy.random import Generator
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from democity.terrain_plan import DATA, ZONES, Plan
from wangge.geo.units import PER_DEGREE, in_units

Points: TypeAlias = NDArray[np.float64]
KM: Final = PER_DEGREE / 111.2
STRETCH: Final = np.array([0.9, 1.0])
"""A degree of longitude against one of latitude in this city."""

SEATS: Final = {
    "431102": (111.62, 26.225), "431103": (111.605, 26.43), "431122": (111.29, 26.40),
    "431123": (111.66, 25.96), "431124": (111.59, 25.53), "431125": (111.34, 25.27),
    "431126": (111.945, 25.595), "431127": (112.19, 25.37), "431128": (112.205, 25.905),
    "431129": (111.58, 25.185), "431181": (111.85, 26.58),
}  # fmt: skip
"""Roughly where each county's seat lies."""
ZONE_CENTRES: Final = {"431171": (111.565, 26.475), "431173": (111.42, 25.115)}


def counties(data: Path = DATA) -> dict[str, BaseGeometry]:
    """The public county polygons in integer units."""
    features = json.loads((data / "yongzhou_counties.geojson").read_text("utf-8"))["features"]
    return {f["properties"]["code"]: in_units(shape(f["geometry"])) for f in features}


def known_places(data: Path = DATA) -> dict[str, tuple[float, float]]:
    """Townships whose real position is public, in degrees."""
    with (data / "yongzhou_places_geonames.csv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.DictReader(lines) if r["township_code_match"]]
    return {r["township_code_match"]: (float(r["lon"]), float(r["lat"])) for r in rows}


def centre_of(lon: float, lat: float) -> Points:
    """A position in degrees as a point in units."""
    return np.array([lon, lat]) * PER_DEGREE


def place_townships(
    county: str,
    area: BaseGeometry,
    codes: list[str],
    rng: Generator,
    known: Mapping[str, tuple[float, float]],
) -> dict[str, Points]:
    """A centre for each township: the real one, streets round the seat, the rest far apart."""
    centres: dict[str, Points] = {}
    for code in codes:
        if code[:6] in ZONES:
            centres[code] = centre_of(*ZONE_CENTRES[code[:6]])
        elif code in known and shapely.contains_xy(area, *centre_of(*known[code])):
            centres[code] = centre_of(*known[code])
    seat = centre_of(*SEATS[county])
    streets = [c for c in codes if c not in centres and c[6:] < "100"]
    for i, code in enumerate(streets):
        turn, reach = 2.4 * i + rng.uniform(0, 0.5), 2.2 * math.sqrt(i) * KM
        centres[code] = seat + reach * np.array([math.cos(turn), math.sin(turn)])
    for code in codes:
        if code not in centres:
            centres[code] = _farthest(area, list(centres.values()) or [seat], rng)
    return centres


def scatter(
    area: BaseGeometry, centres: Mapping[str, Points], plan: Plan, per_grid: float, rng: Generator
) -> Points:
    """Seed points of one county, in proportion to the grids its townships need."""
    urban = {c: plan.weight(plan.villages_of[c], urban=True) for c in centres}
    rural = {c: plan.weight(plan.villages_of[c], urban=False) for c in centres}
    towns = [
        _around(area, centres[c], 0.14 * math.sqrt(urban[c]) + 0.1, round(n * per_grid), rng)
        for c, n in urban.items()
    ]
    number = round(sum(rural.values()) * per_grid)
    land = uniform(area, number * 8, rng)
    wish = _density(land, centres, rural, rng)
    chosen = rng.choice(len(land), size=number, replace=False, p=wish / wish.sum())
    return np.concatenate([*towns, land[np.sort(chosen)]])


def uniform(area: BaseGeometry, number: int, rng: Generator) -> Points:
    """Points spread evenly over an area."""
    west, south, east, north = area.bounds
    share = area.area / ((east - west) * (north - south))
    points = rng.uniform((west, south), (east, north), (int(number / share * 1.3) + 50, 2))
    return points[shapely.contains_xy(area, points)][:number]


def waves(points: Points, length: float, rng: Generator) -> NDArray[np.float64]:
    """Smooth noise between about -1 and 1 that changes over the given length."""
    total = np.zeros(len(points))
    for scale in (1.0, 0.6, 0.37):
        turn = rng.uniform(0, 2 * math.pi, 2)
        along = points @ np.array([math.cos(turn[0]), math.sin(turn[0])])
        total += scale * np.sin(along * (2 * math.pi / (length * scale)) + turn[1])
    return total / 1.6


def _density(
    land: Points, centres: Mapping[str, Points], rural: Mapping[str, int], rng: Generator
) -> NDArray[np.float64]:
    wish = np.full(len(land), 0.02 * sum(rural.values()) / len(rural))
    for code, centre in centres.items():
        away = np.hypot(*((land - centre) * STRETCH).T) / (4.5 * KM)
        wish += rural[code] / (1 + away**2) ** 1.2
    return wish * np.exp(0.7 * waves(land * STRETCH, 26 * KM, rng))


def _around(
    area: BaseGeometry, centre: Points, spread_km: float, number: int, rng: Generator
) -> Points:
    found = np.empty((0, 2))
    while len(found) < number:
        more = centre + rng.normal(size=(2 * number + 8, 2)) * (spread_km * KM) / STRETCH
        found = np.concatenate([found, more[shapely.contains_xy(area, more)]])
    return found[:number]


def _farthest(area: BaseGeometry, taken: list[Points], rng: Generator) -> Points:
    offers = uniform(area, 40, rng)
    apart = np.min([np.hypot(*((offers - t) * STRETCH).T) for t in taken], axis=0)
    rim = shapely.distance(shapely.points(offers), area.boundary)
    best: Points = offers[np.argmax(np.minimum(apart, 2.5 * rim))]
    return best
