"""The list of a place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.kernel.code import Code
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.lists import rows_of
from wangge.ui.table import Table

from .. import filters, queries
from ..flow import AT_DESK
from ..policies import May
from ..shares import ends_at, may_at
from ..tables import QueueTable, RecordTable
from .bulk import bulk_actions


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
    bulk = bulk_actions(request.actor, at) if tab.states & AT_DESK else []
    context = {
        "title": "事件",
        "at": at,
        "filter": narrowed,
        "tabs": [(one, counts[one.key], one == tab) for one in filters.TABS.values()],
        "count": counts[tab.key],
        "bulk": bulk,
        "table": table.of(
            ends_at(shown) if tab.open else shown,
            request.GET,
            rows=rows_of(request),
            at=at,
            now=now,
            choosable=bool(bulk),
        ),
        "empty_heading": tab.empty,
        "may_report": may_at(request.actor, May.REPORT, at),
    }
    return render(request, "cases/list.html", context)
