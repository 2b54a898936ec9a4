from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.territory.models import Grid
from wangge.territory.policies import May
from wangge.territory.queries import newest_grid


class UnableToRetireGrid(Unable):
    """The grid is retired already, or the date lies before its newest version."""


@transaction.atomic
def retire_grid(code: Code, *, until: date, by: Actor, now: datetime) -> Grid:
    """End a grid: `until` is the first day without it. Its code never returns."""
    grid = newest_grid(code, by=by, may=May.RETIRE_GRID, lock=True)
    if grid.period.upper is not None:
        raise UnableToRetireGrid(f"该网格已于 {grid.period.upper} 撤销。")
    if until <= grid.period.lower:
        raise UnableToRetireGrid(
            f"撤销日期应晚于现版本的启用日期 {grid.period.lower}。", field="until"
        )
    grid.period = DateRange(grid.period.lower, until)
    grid.save(update_fields=["period"])
    journal.record("territory.grid_retired", grid, by=by, at=now, until=until.isoformat())
    return grid
