"""What I must do next: the shares of a desk, of a worker, of a unit."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.kernel.code import Code
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import Count
from wangge.ui.lists import rows_of
from wangge.ui.table import Table

from .. import queries, shares
from ..policies import May
from ..shares import Share, may_at
from ..tables import QueueTable
from ..unit_filters import PartFilter
from ..unit_tables import DoneTable, PartTable
from .bulk import bulk_actions


@require_GET
@signed_in
def todo(request: ActingRequest, at: Code) -> HttpResponse:
    """What waits for the actor, decided by permissions; a unit's by line and area."""
    by, now = request.actor, timezone.now()
    by.at(May.VIEW, at)
    parts = shares.parts_of_units(at, by=by)
    narrowed = PartFilter(request.GET, parts, at=at, now=now) if parts is not None else None
    found = shares.shares(at, by=by, now=now, parts=narrowed and narrowed.qs)
    share = shares.chosen(found, request.GET.get("tab", ""))
    numbers = {one.key: Count(one.rows.count()) for one in found}
    context = {
        "title": "待办",
        "at": at,
        "tabs": [(one, numbers[one.key], one == share) for one in found],
        "kept": ("tab",),
        "filter": narrowed,
        "count": numbers[share.key] if share else None,
        "table": _table(share, request, at, now) if share else None,
        "bulk": bulk_actions(by, at) if share and not share.by_part else [],
        "may_export": share is not None,
        "empty_heading": share.empty if share else "您的岗位没有要办理的事件。",
        "empty_words": "" if share else "辖区内的事件在“事件”里查看。",
        "may_report": may_at(by, May.REPORT, at),
        "may_self_handle": may_at(by, May.SELF_HANDLE, at),
    }
    return render(request, "cases/todo.html", context)


def _table(share: Share, request: ActingRequest, at: Code, now: datetime) -> Table:
    rows, size = share.rows, rows_of(request)
    if not share.by_part:
        choosable = bool(bulk_actions(request.actor, at))
        return QueueTable.of(rows, request.GET, rows=size, at=at, now=now, choosable=choosable)
    stood_for = shares.standing_in(request.actor, queries.local_day(now))
    table = DoneTable if share.key == "done" else PartTable
    return table.of(rows, request.GET, rows=size, at=at, now=now, standing_in=stood_for)
