from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in

from . import queries
from .queries import COLUMNS, RATE, Area, Figure

LISTED = "cases:list"
OUTLINED = {Level.VILLAGE: "territory:grids_map"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and the list behind it."""

    key: str
    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table as it is drawn."""

    name: str
    url: str
    cells: list[Cell]
    rate: list[Cell]
    percent: str
    share: int


@require_GET
@signed_in
def overview(request: ActingRequest, at: Code) -> HttpResponse:
    """The areas below a place, what waits in each, and the way to it."""
    now = timezone.now()
    found = queries.overview(at, by=request.actor, now=now)
    context = {
        "title": f"{places.name_of(at)}总览",
        "at": at,
        "now": now,
        "columns": COLUMNS,
        "lines": [_line(area, now) for area in found.areas],
        "total": _line(found.total, now),
        "level": WORDS[found.areas[0].code.level] if found.areas else "下级",
        "outlines": reverse(OUTLINED.get(at.level, "places:map"), args=[at]),
    }
    return render(request, "insight/overview.html", context)


WORDS = {
    Level.CITY: "市",
    Level.COUNTY: "县（市、区）",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.VILLAGE: "村（社区）",
    Level.GRID: "网格",
}


def _line(area: Area, now: datetime) -> Line:
    rate = [_cell(figure, area, now) for figure in RATE]
    solved, reported = (cell.number for cell in rate)
    share = solved * 100 // reported if reported else 0
    return Line(
        name=area.name,
        url=_inside(area.code),
        cells=[_cell(figure, area, now) for figure in COLUMNS],
        rate=rate,
        percent=f"{solved / reported:.1%}" if reported else "",
        share=share,
    )


def _inside(code: Code) -> str:
    """One level deeper; a grid has nothing below it but its cases."""
    name = LISTED if code.level is Level.GRID else "insight:overview"
    return reverse(name, args=[code])


def _cell(figure: Figure, area: Area, now: datetime) -> Cell:
    url = _listed(area.code, figure.query(now))
    return Cell(figure.key, figure.label, area.counts.get(figure.key, 0), url)


def _listed(code: Code, query: Mapping[str, str]) -> str:
    return f"{reverse(LISTED, args=[code])}?{urlencode(query)}"
