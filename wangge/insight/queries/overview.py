"""The overview of a place: one line per area below it, in three grouped statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from wangge.cases import queries as cases
from wangge.cases.models import Case, Rating
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import OutOfSight
from wangge.places import queries as places

from .areas import areas_below, scope_at
from .figures import FIGURES, RATED, Figure, first_day, midnight, recently, still_open, today

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A line of the overview: an area and its counts by figure."""

    code: Code
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Overview:
    """The areas below a place in code order, and the place's own total."""

    areas: list[Area]
    total: Area


def overview(at: Code, *, by: Actor, now: datetime) -> Overview:
    """What lies where: every case that the actor may see in the place is counted in one area.

    PermissionDenied without the permission, OutOfSight outside the actor's places and below
    the village.
    """
    scope = scope_at(at, by=by)
    level = _below(at)
    counted = _counted(cases.list_cases(at, by=by), level, now)
    for area, counts in _rated(cases.list_ratings(at, by=by), level, now):
        counted.setdefault(area, Counter()).update(counts)
    names = areas_below(at, scope, today(now))
    gone = [code for code in counted if code not in names]
    names |= {code: places.name_of(code) for code in gone}
    areas = [Area(code, names[code], counted.get(code, Counter())) for code in sorted(names)]
    return Overview(areas, Area(at, "合计", sum(counted.values(), Counter())))


def _below(at: Code) -> Level:
    if at.finer is None:
        raise OutOfSight(at)
    return at.finer


def _counted(seen: QuerySet[Case], level: Level, now: datetime) -> dict[Code, Counter[str]]:
    """Counts by area: one statement over open cases, one over recent ones."""
    counted: dict[Code, Counter[str]] = {}
    for recent, rows in ((False, still_open()), (True, recently(now))):
        figures = [figure for figure in FIGURES if figure.recent is recent]
        for area, counts in _grouped(seen.filter(rows), level, figures, now):
            counted.setdefault(area, Counter()).update(counts)
    return counted


def _rated(
    seen: QuerySet[Rating], level: Level, now: datetime
) -> Iterable[tuple[Code, dict[str, int]]]:
    """Ratings stand where their cases stand now, as their list shows them."""
    columns = {f"n_{it.key}": Count("pk", filter=it.condition(now)) for it in RATED}
    recent = seen.filter(at__gte=midnight(first_day(now))).order_by()
    grouped = recent.annotate(area=Left("case__code", int(level))).values("area")
    for row in grouped.annotate(**columns):
        yield Code(row["area"]), {key[2:]: row[key] for key in columns}


def _grouped(
    rows: QuerySet[Case], level: Level, figures: Iterable[Figure], now: datetime
) -> Iterable[tuple[Code, dict[str, int]]]:
    columns = {f"n_{it.key}": Count("pk", filter=it.condition(now)) for it in figures}
    grouped = rows.order_by().annotate(area=Left("code", int(level))).values("area")
    for row in grouped.annotate(**columns):
        yield Code(row["area"]), {key[2:]: row[key] for key in columns}
