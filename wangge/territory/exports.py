"""The grids of a place as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.workbooks import Sheet
from wangge.places import queries as places
from wangge.ui.filter import day_of
from wangge.ui.keyset import batches

from . import queries
from .filters import GridFilter
from .models import Grid

COLUMNS = ("名称", "网格编码", "村（社区）", "类别", "户数", "启用日期")


def grids(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The grids of a place as they are on a day."""
    on = day_of(query, today=timezone.localdate(now))
    chosen = GridFilter(query, queryset=queries.list_grids(at, on, by=by))
    rows = chosen.narrowed
    return Sheet("网格", COLUMNS, rows.count(), _grids(rows), chosen.asked)


def _grids(rows: Any) -> Iterator[Sequence[Any]]:
    grid: Grid
    for batch in batches(rows, ("code",)):
        places.names({code for grid in batch for code in grid.code.lineage()})
        for grid in batch:
            yield (
                grid.name,
                str(grid.code),
                places.full_name(grid.code.at(Level.VILLAGE)),
                grid.get_kind_display(),
                grid.households,
                grid.period.lower,
            )
