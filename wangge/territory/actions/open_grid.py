from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places.policies import require
from wangge.territory.models import Grid, GridPart, Kind
from wangge.territory.policies import May

from .versions import Part, grid_of, missing_village, overlapped, part_fault, rows_of


class UnableToOpenGrid(Unable):
    """The code was used before, the extent is not one of its village, or it enters another grid."""


@transaction.atomic
def open_grid(
    code: Code,
    name: str,
    *,
    kind: str = Kind.GENERAL,
    households: int,
    parts: Sequence[Part],
    since: date,
    by: Actor,
    now: datetime,
) -> Grid:
    """Set up a grid from a date on, with one part per village it reaches into.

    Its code was never a grid's before, its parts lie in villages of that date and enter no other
    grid. That the village is covered without a gap is the business of a division plan.
    """
    if code.level is not Level.GRID:
        raise UnableToOpenGrid("网格编码应为 15 位数字。", field="code")
    require(by, May.OPEN_GRID, code)
    _check(code, parts, since)
    grid = grid_of(parts, since=since, code=code, name=name, kind=Kind(kind), households=households)
    try:
        with transaction.atomic():
            grid.save(force_insert=True)
    except IntegrityError as clash:
        raise UnableToOpenGrid(
            f"网格编码 {code} 已经用过；编码停用后也不再使用，请换一个。", field="code"
        ) from clash
    GridPart.objects.bulk_create(rows_of(grid, parts))
    journal.record("territory.grid_opened", grid, by=by, at=now, name=name, since=since.isoformat())
    return grid


def _check(code: Code, parts: Sequence[Part], since: date) -> None:
    if fault := part_fault(code, parts):
        raise UnableToOpenGrid(fault)
    if (village := missing_village(parts, since)) is not None:
        raise UnableToOpenGrid(f"村（社区）{village} 在该日期不存在。", field="since")
    if (other := overlapped(code, parts, since)) is not None:
        raise UnableToOpenGrid(f"范围与网格 {other} 重叠，请调整边界。")
