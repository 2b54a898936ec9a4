"""Reading grids: where a point lies, what a place holds on a day, what a grid was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby, islice
from math import cos, isfinite, radians
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum

from wangge.geo.coverage import Fault, faults
from wangge.geo.point import resolve
from wangge.geo.shape import from_wkb
from wangge.geo.units import PER_DEGREE, to_units
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places import queries as places

from .models import Grid, GridPart, GridQuerySet
from .policies import May

LON, LAT = (73.0, 136.0), (3.0, 54.0)
HALF_UNIT = 0.5 / PER_DEGREE
METRES_PER_DEGREE = 111_320
WORD = re.compile(r"\d+|[^\d\s]+")


class OutsideCity(Unable):
    """No grid holds the point, or it is no point of the country at all."""


def grid_at(lon: float, lat: float, *, on: date) -> Grid:
    """The one grid that holds a point on a day; on a border, the grid with the lowest code."""
    _plausible(lon, lat)
    boxed = GridPart.objects.filter(
        west__lte=lon + HALF_UNIT,
        east__gte=lon - HALF_UNIT,
        south__lte=lat + HALF_UNIT,
        north__gte=lat - HALF_UNIT,
    )
    near = [part for part in boxed.select_related("grid") if on in part.grid.period]
    grids = {str(part.grid.code): part.grid for part in near}
    candidates = [(str(part.grid.code), from_wkb(part.extent)) for part in near]
    code = resolve(to_units(lon, lat), candidates)
    if code is None:
        raise OutsideCity(
            f"位置（经度 {lon:.5f}，纬度 {lat:.5f}）不在已划定的网格内。请核对位置，或改选网格。"
        )
    return grids[code]


def grids_near(lon: float, lat: float, *, metres: float, on: date) -> set[Code]:
    """The grids that lie within so many metres of a point on a day, judged by their boxes."""
    north = metres / METRES_PER_DEGREE
    east = north / cos(radians(lat))
    boxed = GridPart.objects.filter(
        west__lte=lon + east,
        east__gte=lon - east,
        south__lte=lat + north,
        north__gte=lat - north,
        grid__period__contains=on,
    )
    return set(boxed.values_list("grid__code", flat=True))


def find_grids(
    within: Iterable[Code], words: str, on: date, *, most: int = 12
) -> list[tuple[Code, str]]:
    """The grids of places whose village and name hold every word, with both names, in code order.

    Words and figures part by themselves: `清桥3` finds the third grid of 清桥社区.
    """
    asked = WORD.findall(words)
    grids = [row for place in within for row in grids_in(place, on).values_list("code", "name")]
    villages = places.names({code.at(Level.VILLAGE) for code, _ in grids})
    named = ((code, villages[code.at(Level.VILLAGE)], name) for code, name in sorted(set(grids)))
    found = (
        (code, name if name.startswith(village[:2]) else f"{village} {name}")
        for code, village, name in named
        if all(word in (name if word.isdigit() else village + name) for word in asked)
    )
    return list(islice(found, most))


def _plausible(lon: float, lat: float) -> None:
    if not (isfinite(lon) and isfinite(lat)):
        raise OutsideCity("经度、纬度应为数字。")
    if _between(lat, LON) and _between(lon, LAT):
        raise OutsideCity("经度和纬度好像填反了：本市经度约 111 至 112，纬度约 24 至 27。")
    if not (_between(lon, LON) and _between(lat, LAT)):
        raise OutsideCity("坐标超出范围：经度应在 73 至 136 之间，纬度应在 3 至 54 之间。")


def _between(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def get_grid(code: Code, on: date) -> Grid:
    """The version of a grid in force on a day."""
    return Grid.objects.on(on).get(code=code)


def grids_in(place: Code, on: date) -> GridQuerySet:
    """The grids whose code lies in a place on a day, in code order."""
    return Grid.objects.filter(code__within=place).on(on).order_by("code")


def grids_among(codes: Iterable[Code], on: date) -> GridQuerySet:
    """Those of the named grids that are in force on a day, in code order."""
    return Grid.objects.filter(code__in=list(codes)).on(on).order_by("code")


def list_grids(at: Code, on: date, *, by: Actor) -> GridQuerySet:
    """The grids of a place that the actor may see."""
    return Grid.objects.within(by.at(May.VIEW, at)).on(on).order_by("code")


def newest_grid(code: Code, *, by: Actor, may: May, lock: bool = False) -> Grid:
    """The newest version. Out of the actor's sight it does not exist; in sight, `may` must hold."""
    rows = Grid.objects.select_for_update(of=("self",)) if lock else Grid.objects.all()
    grid = rows.within(by.scope(May.VIEW)).filter(code=code).order_by("-period").first()
    if grid is None:
        raise Grid.DoesNotExist(code)
    if not by.scope(may).covers(grid):
        raise PermissionDenied(may)
    return grid


def versions_of(code: Code) -> GridQuerySet:
    """Everything a grid ever was, oldest first."""
    return Grid.objects.filter(code=code).order_by("period")


def parts_in(village: Code, on: date) -> QuerySet[GridPart]:
    """The parts of a village on a day, with their grids, in the order of the grids' codes."""
    return (
        GridPart.objects.filter(code__within=village, grid__period__contains=on)
        .select_related("grid")
        .order_by("grid__code")
    )


def parts_of(grid: UUID) -> QuerySet[GridPart]:
    """The parts of one version, in the order of their villages."""
    return GridPart.objects.filter(grid=grid).order_by("code")


def coverage_faults(village: Code, on: date) -> list[Fault]:
    """All that keeps the parts of a village from covering it exactly; empty when they do.

    A village without an extent cannot be judged and has no faults to show.
    """
    extent = places.division(village, on).extent
    if extent is None:
        return []
    shapes = {str(part.grid.code): from_wkb(part.extent) for part in parts_in(village, on)}
    return faults(from_wkb(extent), shapes)


def names(codes: Iterable[str], on: date) -> dict[str, str]:
    """The names of grids by code on a day; other codes are the division's."""
    wanted = {str(code) for code in codes}
    known = {
        str(code): name
        for code, name in Grid.objects.on(on).filter(code__in=wanted).values_list("code", "name")
    }
    return places.names(wanted - known.keys()) | known


def name_of(code: Code, on: date) -> str:
    """The name of a grid, or of a division, on a day."""
    named = names([code], on)[code]
    return places.name_of(code) if named == code else named


def counts(place: Code, level: Level, on: date) -> dict[str, int]:
    """How many grids each place of a level inside `place` has on a day."""
    codes = grids_in(place, on).values_list("code", flat=True)
    return {str(key): sum(1 for _ in group) for key, group in groupby(codes, lambda c: c.at(level))}


def households(place: Code, on: date) -> int:
    """Households of all grids of a place on a day."""
    total: int | None = grids_in(place, on).aggregate(total=Sum("households"))["total"]
    return total or 0
