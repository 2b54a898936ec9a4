"""What leaves the roster: its lists, the template, and a file with what was wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.sheets import Line, with_faults, write
from wangge.kernel.workbooks import Sheet
from wangge.places import queries as places
from wangge.territory.models import Grid
from wangge.ui.keyset import batches
from wangge.workers import queries
from wangge.workers.filters import WorkerFilter
from wangge.workers.imports import COLUMNS, example
from wangge.workers.models import Worker

SHEET = "花名册"
ROSTER = ("姓名", "归属", "区划代码", "电话", "性质", "来源", "配备")
VACANCIES = ("网格", "网格编码", "村（社区）", "户数")


def template() -> bytes:
    """An empty roster with one invented line."""
    return write(SHEET, COLUMNS, example())


def faulty(lines: Sequence[Line], faults: Sequence[tuple[int, str]]) -> bytes:
    """The wrong rows of a roster, each with its reason in 错误原因."""
    wrong = {number for number, _ in faults}
    return with_faults(SHEET, COLUMNS, [it for it in lines if it.number in wrong], faults)


def roster(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The workers of a place; a phone is masked for whom the page masks it."""
    chosen = WorkerFilter(query, queryset=queries.list_workers(at, by=by))
    rows = chosen.narrowed
    lines = _workers(rows, by, timezone.localdate(now))
    return Sheet("网格员花名册", ROSTER, rows.count(), lines, chosen.asked)


def _workers(rows: Any, by: Actor, today: date) -> Iterator[Sequence[Any]]:
    worker: Worker
    for batch in batches(rows, ("code",)):
        standing = queries.standing_words([worker.pk for worker in batch], today)
        places.names({code for worker in batch for code in worker.code.lineage()})
        for worker in batch:
            yield (
                worker.name,
                places.full_name(worker.code),
                str(worker.code),
                queries.phone_of(worker, by=by),
                worker.get_kind_display(),
                worker.get_source_display(),
                standing.get(worker.pk, "未配备"),
            )


def vacancies(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The grids of a place in which nobody stands today."""
    rows = queries.vacancies_seen(at, timezone.localdate(now), by=by)
    return Sheet("空岗网格", VACANCIES, rows.count(), _vacant(rows))


def _vacant(rows: Any) -> Iterator[Sequence[Any]]:
    grid: Grid
    for batch in batches(rows, ("code",)):
        places.names({code for grid in batch for code in grid.code.lineage()})
        for grid in batch:
            village = places.full_name(grid.code.at(Level.VILLAGE))
            yield grid.name, str(grid.code), village, grid.households
