from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.places.policies import require
from wangge.places.queries import under
from wangge.territory.models import Grid, GridPart, Kind
from wangge.territory.policies import May

from .versions import Part, grid_of, part_fault, rows_of


@dataclass(frozen=True, slots=True)
class GridRow:
    """One grid as a survey or a generator states it."""

    code: Code
    name: str
    kind: str
    households: int
    parts: Sequence[Part]


@dataclass(slots=True)
class ImportedGrids:
    """What an import did: new grids, known ones, and (row, sentence) refused."""

    created: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_grids(
    at: Code, rows: Sequence[GridRow], *, since: date, by: Actor, now: datetime
) -> ImportedGrids:
    """Set up many grids of a place at once from a date on.

    A code that was ever a grid's is left as it is; rows outside the place or without their
    village are refused. Overlaps are not searched row by row: ask `coverage_faults` afterwards.
    """
    require(by, May.IMPORT_GRIDS, at)
    villages = set(under(at, since).filter(level=int(Level.VILLAGE)).values_list("code", flat=True))
    known = set(Grid.objects.filter(code__within=at).values_list("code", flat=True))
    outcome = ImportedGrids()
    grids: list[Grid] = []
    parts: list[GridPart] = []
    for number, row in enumerate(rows, start=1):
        if row.code in known:
            outcome.unchanged += 1
        elif fault := _fault(row, at, villages):
            outcome.refused.append((number, fault))
        else:
            known.add(row.code)
            grids.append(_grid(row, since))
            parts += rows_of(grids[-1], row.parts)
    outcome.created = len(Grid.objects.bulk_create(grids, batch_size=1000))
    GridPart.objects.bulk_create(parts, batch_size=1000)
    if grids:
        detail = {"created": outcome.created, "refused": len(outcome.refused)}
        journal.record("territory.grids_imported", grids[0], code=at, by=by, at=now, **detail)
    return outcome


def _fault(row: GridRow, at: Code, villages: set[Code]) -> str | None:
    if row.code.level is not Level.GRID or not at.covers(row.code):
        return f"编码 {row.code} 不是本辖区的 15 位网格编码。"
    if fault := part_fault(row.code, row.parts):
        return fault
    if missing := {part.code for part in row.parts} - villages:
        return f"村（社区）{min(missing)} 在该日期不存在或不在本辖区。"
    return None


def _grid(row: GridRow, since: date) -> Grid:
    return grid_of(
        row.parts,
        since=since,
        code=row.code,
        name=row.name,
        kind=Kind(row.kind),
        households=row.households,
    )
