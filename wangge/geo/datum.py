"""Positions in the datums that Chinese phones and maps speak, and back.

GCJ-02 (AMap, Tencent, mini-programs) is WGS84 moved by some hundred metres inside China; BD-09
(Baidu) is GCJ-02 moved again. The published formulas agree with the official services within one
metre; there and back again is exact to less than a millimetre. Outside China nothing is moved.
CGCS2000, which tables keep, and WGS84 differ by centimetres and are taken as one.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from math import atan2, cos, hypot, pi, sin, sqrt
from typing import Final, TypeAlias

Position: TypeAlias = tuple[float, float]  # longitude, latitude

AXIS: Final = 6_378_245.0  # Krasovsky 1940, by which GCJ-02 is computed
FLATTENING: Final = 0.006_693_421_622_965_943
CHINA: Final = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north
BD_SHIFT: Final = (0.0065, 0.006)
BD_TURN: Final = pi * 3000 / 180
ENOUGH: Final = 1e-11  # degrees: a thousandth of a millimetre
STEPS: Final = 30


class Datum(StrEnum):
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def to_wgs84(lon: float, lat: float, datum: Datum) -> Position:
    """A position given in some datum, in the one that tables keep."""
    if datum is Datum.GCJ02:
        return gcj02_to_wgs84(lon, lat)
    if datum is Datum.BD09:
        return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
    return lon, lat


def from_wgs84(lon: float, lat: float, datum: Datum) -> Position:
    """The same position as another datum has it."""
    if datum is Datum.GCJ02:
        return wgs84_to_gcj02(lon, lat)
    if datum is Datum.BD09:
        return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))
    return lon, lat


def in_china(lon: float, lat: float) -> bool:
    """Whether the datums differ there: inside the box that the formulas are made for."""
    west, south, east, north = CHINA
    return west <= lon <= east and south <= lat <= north


def wgs84_to_gcj02(lon: float, lat: float) -> Position:
    if not in_china(lon, lat):
        return lon, lat
    east, north = _moved(lon, lat)
    return lon + east, lat + north


def gcj02_to_wgs84(lon: float, lat: float) -> Position:
    if not in_china(lon, lat):
        return lon, lat
    return _undo(wgs84_to_gcj02, lon, lat)


def gcj02_to_bd09(lon: float, lat: float) -> Position:
    if not in_china(lon, lat):
        return lon, lat
    length = hypot(lon, lat) + 0.000_02 * sin(lat * BD_TURN)
    angle = atan2(lat, lon) + 0.000_003 * cos(lon * BD_TURN)
    return length * cos(angle) + BD_SHIFT[0], length * sin(angle) + BD_SHIFT[1]


def bd09_to_gcj02(lon: float, lat: float) -> Position:
    if not in_china(lon, lat):
        return lon, lat
    return _undo(gcj02_to_bd09, lon, lat)


def _undo(move: Callable[[float, float], Position], lon: float, lat: float) -> Position:
    """The position that `move` brings here: each step leaves about a thousandth of the error."""
    x, y = lon, lat
    for _ in range(STEPS):
        there = move(x, y)
        off_x, off_y = lon - there[0], lat - there[1]
        x, y = x + off_x, y + off_y
        if abs(off_x) < ENOUGH and abs(off_y) < ENOUGH:
            break
    return x, y


def _moved(lon: float, lat: float) -> Position:
    """By how many degrees GCJ-02 lies east and north of WGS84."""
    x, y = lon - 105, lat - 35
    radians = lat * pi / 180
    curve = 1 - FLATTENING * sin(radians) ** 2
    along = AXIS / sqrt(curve) * cos(radians) * pi / 180
    up = AXIS * (1 - FLATTENING) / (curve * sqrt(curve)) * pi / 180
    return _east(x, y) / along, _north(x, y) / up


def _east(x: float, y: float) -> float:
    metres = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    return metres + _short(x) + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))


def _north(x: float, y: float) -> float:
    metres = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    return metres + _short(x) + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))


def _short(x: float) -> float:
    return (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3


def _waves(at: float, *waves: tuple[float, float]) -> float:
    return sum(height * sin(at * pi / length) for height, length in waves) * 2 / 3
