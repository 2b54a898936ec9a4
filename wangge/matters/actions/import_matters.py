from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters.models import Category, Line, Matter
from wangge.matters.policies import May
from wangge.places.policies import require

from .add_line import add_line
from .list_matter import Terms, list_matter


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One line of a list file, already read; `terms.category` is the category's name."""

    row: int
    number: str
    line_name: str
    department: str
    terms: Terms


@dataclass(slots=True)
class ImportedMatters:
    """What an import did, and (row number, sentence) of what it refused."""

    listed: int = 0
    lines: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


class UnableToImportMatters(Unable):
    """Some rows are wrong and all were wanted; `refused` says which and why."""

    def __init__(self, refused: list[tuple[int, str]]) -> None:
        super().__init__(f"有 {len(refused)} 行不能导入，清单没有变化。请按错误原因修改后再试。")
        self.refused = refused


@transaction.atomic
def import_matters(
    at: Code,
    rows: Sequence[MatterRow],
    *,
    since: date,
    only_good: bool = False,
    by: Actor,
    now: datetime,
) -> ImportedMatters:
    """Put the items of a file on the list of a place from a date on, with the lines they need.

    An item in force with the same number and name is left as it is: the same file again changes
    nothing. With `only_good` wrong rows are left out; without it one wrong row refuses all.
    """
    require(by, May.IMPORT_MATTERS, at)
    outcome, keys = ImportedMatters(), dict(Category.objects.values_list("name", "key"))
    for row in rows:
        try:
            with transaction.atomic():
                _take(at, row, keys, outcome, since=since, by=by, now=now)
        except Unable as refusal:
            outcome.refused.append((row.row, refusal.sentence))
    if outcome.refused and not only_good:
        raise UnableToImportMatters(outcome.refused)
    _tell(at, rows, outcome, by=by, now=now)
    return outcome


def _take(
    at: Code,
    row: MatterRow,
    keys: dict[str, str],
    outcome: ImportedMatters,
    *,
    since: date,
    by: Actor,
    now: datetime,
) -> None:
    present = Matter.objects.on(since).filter(number=row.number).first()
    if present is not None:
        if present.name != row.terms.name:
            raise Unable(f"编号 {row.number} 现在是「{present.name}」，请先将其退出清单。")
        outcome.unchanged += 1
        return
    key = keys.get(row.terms.category)
    if key is None:
        raise Unable(f"没有类别「{row.terms.category}」。")
    new_line = not Line.objects.filter(line=row.terms.line).exists()
    if new_line:
        _begin_line(at, row, by=by, now=now)
    list_matter(at, row.number, replace(row.terms, category=key), since=since, by=by, now=now)
    outcome.listed += 1
    outcome.lines += new_line


def _begin_line(at: Code, row: MatterRow, *, by: Actor, now: datetime) -> None:
    line = row.terms.line
    if not row.line_name or not row.department:
        raise Unable(f"条线 {line} 还没有，请填写条线名称和条线部门。")
    if not by.scope(May.ADD_LINE).covers_place(at):
        raise Unable(f"条线 {line} 还没有，请先由市级机构增加条线。")
    add_line(at, line, name=row.line_name, department=row.department, by=by, now=now)


def _tell(
    at: Code, rows: Sequence[MatterRow], outcome: ImportedMatters, *, by: Actor, now: datetime
) -> None:
    first = Matter.objects.filter(number__in=[row.number for row in rows]).first()
    if first is not None and outcome.listed:
        journal.record(
            "matters.matters_imported",
            first,
            code=at,
            by=by,
            at=now,
            listed=outcome.listed,
            lines=outcome.lines,
            refused=len(outcome.refused),
        )
