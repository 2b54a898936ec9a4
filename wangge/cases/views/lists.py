"""The list of a place, and what I must do next."""

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

from .. import filters, queries, shares
from ..policies import May
from ..shares import Share, ends_at, may_at
from ..tables import PartTable, QueueTable, RecordTable


@require_GET
@signed_in
def queue(request: ActingRequest, at: Code) -> HttpResponse:
    """The cases of a place within the actor's scope: the open ones by limit, the record by time."""
    now = timezone.now()
    narrowed = filters.CaseFilter(
        request.GET, queries.list_cases(at, by=request.actor), at=at, now=now
    )
    tab, cases = narrowed.shown, narrowed.qs
    table: type[Table] = QueueTable if tab.open else RecordTable
    shown = tab.of(cases)
    counts = filters.counts(cases)
    context = {
        "title": "事件",
        "at": at,
        "filter": narrowed,
        "tabs": [(one, counts[one.key], one == tab) for one in filters.TABS.values()],
        "count": counts[tab.key],
        "table": table.of(
            ends_at(shown) if tab.open else shown,
            request.GET,
            rows=rows_of(request),
            at=at,
            now=now,
        ),
        "empty_heading": tab.empty,
        "may_report": may_at(request.actor, May.REPORT, at),
    }
    return render(request, "cases/list.html", context)


@require_GET
@signed_in
def todo(request: ActingRequest, at: Code) -> HttpResponse:
    """What waits for the actor, decided by permissions."""
    request.actor.at(May.VIEW, at)
    now = timezone.now()
    found = shares.shares(at, by=request.actor, now=now)
    share = shares.chosen(found, request.GET.get("tab", ""))
    numbers = {one.key: Count(one.rows.count()) for one in found}
    context = {
        "title": "待办",
        "at": at,
        "tabs": [(one, numbers[one.key], one == share) for one in found],
        "kept": ("tab",),
        "count": numbers[share.key] if share else None,
        "table": _table(share, request, at, now) if share else None,
        "may_export": share is not None,
        "empty_heading": share.empty if share else "您的岗位没有要办理的事件。",
        "empty_words": "" if share else "辖区内的事件在“事件”里查看。",
        "may_report": may_at(request.actor, May.REPORT, at),
        "may_self_handle": may_at(request.actor, May.SELF_HANDLE, at),
    }
    return render(request, "cases/todo.html", context)


def _table(share: Share, request: ActingRequest, at: Code, now: datetime) -> Table:
    table: type[Table] = PartTable if share.by_part else QueueTable
    return table.of(share.rows, request.GET, rows=rows_of(request), at=at, now=now)
