from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.geo.shape import box_of, from_wkb
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.places.models import Division
from wangge.places.policies import May, require
from wangge.places.queries import forget, under

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One place as a file states it; `extent` is WKB in degrees of CGCS2000."""

    code: Code
    name: str
    kind: str = ""
    extent: bytes | None = None
    invented_extent: bool = False


@dataclass(slots=True)
class Imported:
    """What an import did: new rows, rows that were there already, and (row, sentence) refused."""

    created: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


class _Refused(Exception):
    """This row cannot be taken; the text is the sentence for the person who sent the file."""


@dataclass(slots=True)
class _Tree:
    """The tree on the day of the import: names by code, codes by the names down from the city."""

    names: dict[str, str]
    codes: dict[Path, Code] = field(default_factory=dict)

    def path(self, code: Code, name: str, stated: Mapping[str, str]) -> Path:
        """City code, county, township, village name; parents as the file names them."""
        above = [place for place in code.lineage() if Level.CITY < place.level < code.level]
        named = [stated.get(place) or self.names.get(place, place) for place in above]
        return (str(code[:4]), *named, name)


@transaction.atomic
def import_divisions(
    at: Code, rows: Sequence[DivisionRow], *, since: date, by: Actor, now: datetime
) -> Imported:
    """Enter many divisions of a place at once, in force from a date.

    A row is recognised by the names from the city down on that date, never by its code alone: a
    known code under another name, or a known name under another code, is refused with a sentence,
    because that is a renaming or a recode. Sending the same rows again changes nothing.
    """
    require(by, May.IMPORT_DIVISIONS, at)
    stated = {str(row.code): row.name for row in rows}
    tree, outcome, fresh = _tree(at, since), Imported(), []
    for number, row in enumerate(rows, start=1):
        try:
            known = _recognise(row, at, tree, stated)
        except _Refused as refusal:
            outcome.refused.append((number, str(refusal)))
            continue
        if known:
            outcome.unchanged += 1
            continue
        fresh.append(_row(row, since))
        tree.names[row.code] = row.name
        tree.codes[tree.path(row.code, row.name, stated)] = row.code
    outcome.created = len(Division.objects.bulk_create(fresh, batch_size=500))
    if fresh:
        _tell(at, fresh, outcome, since, by=by, now=now)
    return outcome


def _tree(at: Code, since: date) -> _Tree:
    divisions: Iterable[tuple[Code, str]] = under(at, since).values_list("code", "name")
    names = {str(code): name for code, name in divisions}
    tree = _Tree(names)
    tree.codes = {tree.path(Code(code), name, {}): Code(code) for code, name in names.items()}
    return tree


def _recognise(row: DivisionRow, at: Code, tree: _Tree, stated: Mapping[str, str]) -> bool:
    """True when the place is there already, False when it is new; raises when it is neither."""
    if not at.covers(row.code) or row.code.level is Level.GRID:
        raise _Refused(f"代码 {row.code} 不是本辖区的行政区划。")
    if not row.name:
        raise _Refused("缺少名称。")
    there = tree.codes.get(tree.path(row.code, row.name, stated))
    if there == row.code:
        return True
    if there is not None:
        raise _Refused(f"「{row.name}」现在的代码是 {there}，代码变更不能用导入完成。")
    if row.code in tree.names:
        raise _Refused(f"代码 {row.code} 现在属于「{tree.names[row.code]}」，更名不能用导入完成。")
    parent = row.code.parent
    if at != row.code and parent and parent not in tree.names:
        raise _Refused(f"上级区划 {parent} 不存在，请把上级排在前面。")
    return False


def _row(row: DivisionRow, since: date) -> Division:
    new = Division(
        code=row.code,
        name=row.name,
        kind=row.kind,
        period=DateRange(since, None),
        extent=row.extent,
        invented_extent=row.invented_extent,
    )
    if row.extent is not None:
        new.west, new.south, new.east, new.north = box_of(from_wkb(row.extent))
    return new


def _tell(
    at: Code,
    fresh: Sequence[Division],
    outcome: Imported,
    since: date,
    *,
    by: Actor,
    now: datetime,
) -> None:
    transaction.on_commit(forget)
    journal.record(
        "places.divisions_imported",
        fresh[0],
        code=at,
        by=by,
        at=now,
        created=outcome.created,
        refused=len(outcome.refused),
        since=since.isoformat(),
    )
