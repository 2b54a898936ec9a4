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
from .queries import COLUMNS, RATES, Area, Figure

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
class Share:
    """A rate with its numerator and denominator; no percentage of nothing."""

    label: str
    cells: tuple[Cell, Cell]

    @property
    def percent(self) -> str:
        part, whole = (cell.number for cell in self.cells)
        return f"{part / whole:.1%}" if whole else ""

    @property
    def filled(self) -> int:
        part, whole = (cell.number for cell in self.cells)
        return part * 100 // whole if whole else 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table as it is drawn."""

    name: str
    url: str
    cells: list[Cell]
    rates: list[Share]


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
        "rates": RATES,
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
    return Line(
        name=area.name,
        url=_inside(area.code),
        cells=[_cell(figure, area, now) for figure in COLUMNS],
        rates=[
            Share(rate.label, (_cell(rate.of, area, now), _cell(rate.among, area, now)))
            for rate in RATES
        ],
    )


def _inside(code: Code) -> str:
    """One level deeper; a grid has nothing below it but its cases."""
    name = LISTED if code.level is Level.GRID else "insight:overview"
    return reverse(name, args=[code])


def _cell(figure: Figure, area: Area, now: datetime) -> Cell:
    url = _listed(figure.listed, area.code, figure.query(now))
    return Cell(figure.key, figure.label, area.counts.get(figure.key, 0), url)


def _listed(name: str, code: Code, query: Mapping[str, str]) -> str:
    return f"{reverse(name, args=[code])}?{urlencode(query)}"
