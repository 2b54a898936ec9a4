"""What leaves the matter list: its lists, the template, and a file with what was wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.sheets import Line, with_faults, write
from wangge.kernel.workbooks import Sheet
from wangge.matters import queries
from wangge.matters.filters import MatterFilter, RefusalFilter
from wangge.matters.imports import COLUMNS, example
from wangge.matters.models import Matter, Refusal
from wangge.matters.policies import May
from wangge.places import queries as places
from wangge.ui.filter import day_of
from wangge.ui.keyset import batches

SHEET = "事项清单"
MATTERS = ("编号", "事项", "类别", "责任部门", "网格员职责", "办理时限", "紧急程度", "平时休眠")
REFUSALS = ("要求的部门", "要求做什么", "提出日期", "地点", "区划代码", "登记人")


def template() -> bytes:
    """An empty list with one invented line."""
    return write(SHEET, COLUMNS, example())


def faulty(lines: Sequence[Line], faults: Sequence[tuple[int, str]]) -> bytes:
    """The wrong rows of a list, each with its reason in 错误原因."""
    wrong = {number for number, _ in faults}
    return with_faults(SHEET, COLUMNS, [it for it in lines if it.number in wrong], faults)


def matters(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The list in force at a place on a day."""
    by.at(May.VIEW, at)
    on = day_of(query, today=timezone.localdate(now))
    chosen = MatterFilter(query, queryset=queries.in_force(on, at=at))
    rows = chosen.narrowed
    return Sheet(SHEET, MATTERS, rows.count(), _matters(rows), chosen.asked)


def _matters(rows: Any) -> Iterator[Sequence[Any]]:
    matter: Matter
    for batch in batches(rows, ("number",)):
        for matter in batch:
            yield (
                matter.number,
                matter.name,
                matter.category.name,
                matter.departments,
                matter.get_worker_role_display(),
                matter.limit.words,
                matter.get_urgency_display(),
                matter.dormant,
            )


def refusals(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The register of a place; for a worker, what they refused themselves."""
    chosen = RefusalFilter(query, queryset=queries.shown_refusals(at, by=by))
    rows = chosen.narrowed
    return Sheet("清单外任务登记", REFUSALS, rows.count(), _refusals(rows), chosen.asked)


def _refusals(rows: Any) -> Iterator[Sequence[Any]]:
    refusal: Refusal
    for batch in batches(rows, ("-id",)):
        places.names({code for refusal in batch for code in refusal.code.lineage()})
        for refusal in batch:
            yield (
                refusal.department,
                refusal.words,
                refusal.asked_on,
                places.full_name(refusal.code),
                str(refusal.code),
                refusal.refused_label,
            )
