"""Grid versions and their parts as rows: what opening, altering and importing share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import shapely
from psycopg.types.range import DateRange

from wangge.geo.shape import box_of, from_wkb, to_wkb
from wangge.kernel.code import Code, Level
from wangge.places.models import Division
from wangge.territory.models import Grid, GridPart
from wangge.territory.queries import parts_in


@dataclass(frozen=True, slots=True)
class Part:
    """What a grid holds of one village; `extent` is WKB in degrees of CGCS2000."""

    code: Code
    extent: bytes


def part_fault(code: Code, parts: Sequence[Part]) -> str | None:
    """Why these cannot be the parts of the grid with this code; None when they can."""
    villages = [part.code for part in parts]
    if not parts:
        return "请画出网格的范围。"
    if any(village.level is not Level.VILLAGE for village in villages):
        return "网格的每一部分都应落在一个村（社区）内。"
    if len(set(villages)) != len(villages):
        return "同一个村（社区）只能有一部分范围。"
    if code.at(Level.VILLAGE) not in villages:
        return "网格编码前 12 位应是它所在的一个村（社区）。"
    return None


def missing_village(parts: Sequence[Part], on: date) -> Code | None:
    """A village of these parts that is no division on that day."""
    wanted = {part.code for part in parts}
    known = set(Division.objects.filter(code__in=wanted).on(on).values_list("code", flat=True))
    return min(wanted - known, default=None)


def overlapped(code: Code, parts: Sequence[Part], on: date) -> Code | None:
    """The lowest other grid of that day whose inside these parts enter; borders may touch."""
    entered = [
        other.grid.code
        for part in parts
        for other in parts_in(part.code, on)
        if other.grid.code != code
        and from_wkb(other.extent).relate_pattern(from_wkb(part.extent), "T********")
    ]
    return min(entered, default=None)


def grid_of(parts: Sequence[Part], *, since: date, **columns: Any) -> Grid:
    """An unsaved version, in force from a day, whose extent is that of its parts together."""
    shapes = [from_wkb(part.extent) for part in parts]
    whole = shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)
    box = box_of(whole)
    return Grid(extent=to_wkb(whole), period=DateRange(since, None), **columns, **box._asdict())


def rows_of(grid: Grid, parts: Sequence[Part]) -> list[GridPart]:
    """The unsaved part rows of a version."""
    return [
        GridPart(
            grid=grid,
            code=part.code,
            extent=part.extent,
            **box_of(from_wkb(part.extent))._asdict(),
        )
        for part in parts
    ]


def parts_of(grid: UUID) -> list[Part]:
    """The parts of a stored version."""
    stored = GridPart.objects.filter(grid=grid).order_by("code")
    return [Part(row.code, bytes(row.extent)) for row in stored]
