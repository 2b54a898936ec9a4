from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wangge.geo.shape import feature_collection, from_wkb
from wangge.kernel.code import Code, Level
from wangge.matters import queries as matters
from wangge.matters.models import Matter
from wangge.places import queries as places
from wangge.territory import queries as territory
from wangge.territory.models import Grid
from wangge.workers import queries as workers
from wangge.workers.models import Assignment

from .boards import phone_of


@dataclass(frozen=True, slots=True)
class Grids:
    """What lies below a place: divisions, or in a village its grids."""

    divisions: list[tuple[Code, str]]
    grids: list[tuple[Code, str]]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who stands in a grid and under which number its work is supervised (Art. 7)."""

    standing: list[Assignment]
    supervision: str
    note: str


def below(place: Code, on: date) -> Grids:
    """The places one level below, by name; a village's are the grids with a part in it."""
    if place.level is Level.VILLAGE:
        parts = territory.parts_in(place, on).defer("extent", "grid__extent")
        return Grids([], [(part.grid.code, part.grid.name) for part in parts])
    rows = places.children(place, on).values_list("code", "name")
    return Grids(list(rows), [])


def contacts_at(grid: Code, on: date) -> Contacts:
    """The published names and numbers of a grid on a day."""
    supervision, note = phone_of(grid)
    return Contacts(workers.on_duty(grid, on), supervision, note)


def published_list(place: Code, on: date) -> list[Matter]:
    """The matters that grid workers may be asked to do in a place; dormant ones are left out."""
    listed = matters.in_force(on, at=place).filter(dormant=False)
    return sorted(listed, key=lambda matter: (matter.category.position, matter.number))


def outline_of(grid: Grid) -> dict[str, Any]:
    """The extent of a grid, to look at."""
    told = {"code": grid.code, "name": grid.name, "role": "own"}
    return feature_collection([(from_wkb(grid.extent), told)])


def outlines_below(place: Code, on: date) -> dict[str, Any]:
    """The outlines of what lies one level below a place, to look at and to tap on."""
    rows: list[Any]
    if place.level is Level.VILLAGE:
        rows = [part.grid for part in territory.parts_in(place, on)]
    else:
        rows = list(places.children(place, on))
    return feature_collection(
        [
            (from_wkb(row.extent), {"code": row.code, "name": row.name, "role": "area"})
            for row in rows
            if row.extent is not None
        ]
    )


def matter_like(part: str, place: Code, on: date) -> str:
    """The number of the first matter in force at a place whose name says this; empty for none."""
    if not part:
        return ""
    named = matters.in_force(on, at=place).filter(name__contains=part, dormant=False)
    return named.values_list("number", flat=True).first() or ""
