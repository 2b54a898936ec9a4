from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.territory.models import Grid, GridPart, Kind
from wangge.territory.policies import May
from wangge.territory.queries import newest_grid

from .versions import Part, grid_of, missing_village, overlapped, part_fault, parts_of, rows_of


class UnableToAlterGrid(Unable):
    """The grid is retired, the date is before its version, or the new extent is not possible."""


@transaction.atomic
def alter_grid(
    code: Code,
    *,
    since: date,
    name: str | None = None,
    kind: str | None = None,
    households: int | None = None,
    parts: Sequence[Part] | None = None,
    by: Actor,
    now: datetime,
) -> Grid:
    """Let a grid be different from a date on; what is not given stays as it was.

    The days before keep their version, and the new one continues the same series.
    """
    old = newest_grid(code, by=by, may=May.ALTER_GRID, lock=True)
    _check(old, since, parts)
    shape = parts_of(old.pk) if parts is None else parts
    new = grid_of(
        shape,
        since=since,
        code=code,
        series=old.series,
        name=old.name if name is None else name,
        kind=old.kind if kind is None else Kind(kind),
        households=old.households if households is None else households,
    )
    old.period = DateRange(old.period.lower, since)
    old.save(update_fields=["period"])
    new.save(force_insert=True)
    GridPart.objects.bulk_create(rows_of(new, shape))
    journal.record(
        "territory.grid_altered",
        new,
        by=by,
        at=now,
        since=since.isoformat(),
        changed=_changed(old, new, parts),
    )
    return new


def _changed(old: Grid, new: Grid, parts: Sequence[Part] | None) -> dict[str, list[object]]:
    """Old and new value of each column that differs; the extent is only named."""
    columns = ("name", "kind", "households")
    changed: dict[str, list[object]] = {
        column: [getattr(old, column), getattr(new, column)]
        for column in columns
        if getattr(old, column) != getattr(new, column)
    }
    return changed if parts is None else changed | {"extent": []}


def _check(old: Grid, since: date, parts: Sequence[Part] | None) -> None:
    if old.period.upper is not None:
        raise UnableToAlterGrid(f"该网格已于 {old.period.upper} 撤销，不能调整。")
    if since <= old.period.lower:
        raise UnableToAlterGrid(
            f"调整日期应晚于现版本的启用日期 {old.period.lower}。", field="since"
        )
    if parts is None:
        return
    if fault := part_fault(old.code, parts):
        raise UnableToAlterGrid(fault)
    if (village := missing_village(parts, since)) is not None:
        raise UnableToAlterGrid(f"村（社区）{village} 在该日期不存在。", field="since")
    if (other := overlapped(old.code, parts, since)) is not None:
        raise UnableToAlterGrid(f"范围与网格 {other} 重叠，请调整边界。")
