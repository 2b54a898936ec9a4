"""The lists of cases as files: what the pages show, and no telephone number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.workbooks import Sheet
from wangge.staff import queries as staff
from wangge.ui.keyset import batches

from . import queries, shares
from .filters import CaseFilter
from .lights import Clocked, light_of
from .models import Case, Part, Rating
from .policies import May
from .tables import QueueTable, Reading, RecordTable
from .unit_filters import RATINGS, PartFilter, RatingFilter, share_of
from .unit_tables import RatingTable

CASES = (
    "编号",
    "情况",
    "地点",
    "区划代码",
    "事项",
    "紧急程度",
    "状态",
    "时限状态",
    "时限",
    "牵头单位",
    "上报时间",
)
PARTS = (
    "编号",
    "情况",
    "地点",
    "区划代码",
    "分工",
    "承办人",
    "紧急程度",
    "状态",
    "时限状态",
    "时限",
    "分派时间",
)
RATED = ("编号", "区划代码", "单位", "评价", "理由", "评价时间", "申诉", "申诉理由", "裁定理由")
LIMITS = ("环节", "紧急程度", "时限", "起始日期", "结束日期")


def cases(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """A tab of the list of a place, narrowed as the page is."""
    narrowed = CaseFilter(query, queries.list_cases(at, by=by), at=at, now=now)
    tab = narrowed.shown
    rows = tab.of(narrowed.narrowed)
    total = rows.count()
    table = QueueTable if tab.open else RecordTable
    ordered = shares.ends_at(rows) if tab.open else rows
    lines = _cases(ordered, table.order_of(table.default_order), now)
    return Sheet(f"事件（{tab.label}）", CASES, total, lines, {"tab": tab.key} | narrowed.asked)


def todo(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """A share of what waits for the actor."""
    by.at(May.VIEW, at)
    parts = shares.parts_of_units(at, by=by)
    work = PartFilter(query, parts, at=at, now=now) if parts is not None else None
    found = shares.shares(at, by=by, now=now, parts=work and work.narrowed)
    share = shares.chosen(found, str(query.get("tab", "")))
    if share is None:
        return Sheet("待办", CASES, 0, ())
    asked = {"tab": share.key} | (work.asked if work and share.by_part else {})
    lines = (_parts if share.by_part else _queue)(share.rows, now)
    columns = PARTS if share.by_part else CASES
    return Sheet(f"待办（{share.label}）", columns, share.rows.count(), lines, asked)


def _queue(rows: Any, now: datetime) -> Iterator[Sequence[Any]]:
    return _cases(rows, QueueTable.order_of(QueueTable.default_order), now)


def _cases(rows: Any, order: Sequence[str], now: datetime) -> Iterator[Sequence[Any]]:
    case: Case
    for batch in batches(rows, order):
        read = Reading.of(batch, now=now)
        for case in batch:
            yield (
                case.number,
                case.words,
                read.places.get(case.code, case.code),
                str(case.code),
                read.matter(case),
                case.get_urgency_display(),
                case.get_state_display(),
                _light(case, now),
                case.due_at,
                read.lead(case),
                case.reported_at,
            )


def _parts(rows: Any, now: datetime) -> Iterator[Sequence[Any]]:
    part: Part
    for batch in batches(rows, ("due_at",)):
        read = Reading.of([part.case for part in batch], now=now)
        handlers = staff.names_of(part.handler for part in batch)
        for part in batch:
            yield (
                part.case.number,
                part.case.words,
                read.places.get(part.code, part.code),
                str(part.code),
                "牵头" if part.is_lead else "协办",
                handlers.get(part.handler, "") if part.handler else "",
                part.case.get_urgency_display(),
                part.get_state_display(),
                _light(part, now),
                part.due_at,
                part.dispatched_at,
            )


def ratings(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """A tab of the ratings of a place."""
    narrowed = RatingFilter(query, queries.list_ratings(at, by=by), at=at, now=now)
    rows = share_of(narrowed.narrowed, narrowed.shown)
    asked = {"tab": narrowed.shown} | narrowed.asked
    title = f"评价（{RATINGS[narrowed.shown]}）"
    return Sheet(title, RATED, rows.count(), _ratings(rows), asked)


def _ratings(rows: Any) -> Iterator[Sequence[Any]]:
    rating: Rating
    for batch in batches(rows, RatingTable.order_of(RatingTable.default_order)):
        units = queries.unit_names(rating.unit for rating in batch)
        for rating in batch:
            yield (
                rating.case.number,
                str(rating.case.code),
                units.get(str(rating.unit), ""),
                rating.get_score_display(),
                rating.reason,
                rating.at,
                rating.get_state_display(),
                rating.appeal,
                rating.ruling,
            )


def _light(thing: Clocked, now: datetime) -> str:
    return light_of(thing, now=now).word if thing.due_at else ""


def limits(at: None, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The stage limits in force and those to come."""
    if not by.may(May.VIEW_LIMITS):
        raise PermissionDenied(May.VIEW_LIMITS)
    found = queries.stage_limits(queries.local_day(now))
    rows = (
        (
            limit.get_stage_display(),
            limit.get_urgency_display(),
            queries.amount_of(limit).words,
            limit.period.lower,
            limit.period.upper,
        )
        for limit in found
    )
    return Sheet("各环节时限", LIMITS, found.count(), rows)
