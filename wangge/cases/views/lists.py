"""The list of a place, and what I must do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import Count
from wangge.ui.lists import rows_of
from wangge.ui.table import Table

from .. import filters, queries
from ..flow import PartState, State
from ..models import Case, CaseQuerySet
from ..policies import May
from ..tables import PartTable, QueueTable, RecordTable

DESK = {
    "to_accept": (May.ACCEPT, {State.REPORTED}),
    "to_dispatch": (May.DISPATCH, {State.ACCEPTED, State.HANDED_BACK}),
    "follow_up": (May.CLOSE, {State.FOLLOW_UP}),
}
UNIT = (May.SIGN, May.FEED_BACK, May.CONCLUDE)


def ends_at(cases: CaseQuerySet) -> QuerySet[Case]:
    """Open cases always have a limit: with `ends_at` they can be paged by it."""
    return cases.annotate(ends_at=ExpressionWrapper(F("due_at"), output_field=DateTimeField()))


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
        "may_report": _may_at(request.actor, May.REPORT, at),
    }
    return render(request, "cases/list.html", context)


@dataclass(frozen=True, slots=True)
class Task:
    """A share of what the actor must do, and the words for when there is none."""

    key: str
    label: str
    number: Count
    table: Callable[[], Table]
    empty: str


@require_GET
@signed_in
def todo(request: ActingRequest, at: Code) -> HttpResponse:
    """What waits for the actor, decided by permissions."""
    request.actor.at(May.VIEW, at)
    tasks = _tasks(request, at, timezone.now())
    chosen = next((task for task in tasks if task.key == request.GET.get("tab")), None)
    chosen = chosen or next((task for task in tasks if task.number.number), None)
    chosen = chosen or (tasks[0] if tasks else None)
    context = {
        "title": "待办",
        "at": at,
        "tabs": [(task, task.number, task == chosen) for task in tasks],
        "kept": ("tab",),
        "count": chosen.number if chosen else None,
        "table": chosen.table() if chosen else None,
        "empty_heading": chosen.empty if chosen else "您的岗位没有要办理的事件。",
        "empty_words": "" if chosen else "辖区内的事件在“事件”里查看。",
        "may_report": _may_at(request.actor, May.REPORT, at),
        "may_self_handle": _may_at(request.actor, May.SELF_HANDLE, at),
    }
    return render(request, "cases/todo.html", context)


def _tasks(request: ActingRequest, at: Code, now: datetime) -> list[Task]:
    by = request.actor
    tasks = []
    if _may_at(by, May.CONFIRM_DONE, at):
        tasks.append(_checks(request, at, now))
    if by.unit and any(_may_at(by, may, at) for may in UNIT):
        tasks += _unit_tasks(request, at, now)
    return tasks + [
        _desk_task(request, at, now, key, may)
        for key, (may, _) in DESK.items()
        if _may_at(by, may, at)
    ]


def _checks(request: ActingRequest, at: Code, now: datetime) -> Task:
    mine = queries.to_check(at, by=request.actor, on=queries.local_day(now))
    rows = ends_at(Case.objects.filter(pk__in=[case.pk for case in mine]))
    return _task(
        request, "to_check", "待核查", len(mine), partial(_queue, rows, request, at, now),
        "没有待核查的事件。有新的会在这里出现，并有消息提醒。",
    )  # fmt: skip


def _unit_tasks(request: ActingRequest, at: Code, now: datetime) -> list[Task]:
    parts = queries.parts_in_hand(at, by=request.actor)
    shares = (
        ("to_sign", "待签收", parts.filter(state=PartState.TO_SIGN), "没有待签收的事件。"),
        ("in_hand", "在办", parts.filter(state=PartState.HANDLING), "没有在办的事件。"),
        ("overdue", "已超期", parts.filter(due_at__lt=now), "没有超期的事件。"),
    )
    return [
        _task(
            request, key, label, rows.count(),
            partial(PartTable.of, rows, request.GET, rows=rows_of(request), at=at, now=now),
            f"{empty}有新的分派会在这里出现，并有消息提醒。",
        )
        for key, label, rows, empty in shares
    ]  # fmt: skip


def _desk_task(request: ActingRequest, at: Code, now: datetime, key: str, may: May) -> Task:
    tab = filters.TABS[key]
    rows = tab.of(queries.list_cases(at, by=request.actor).within(request.actor.scope(may)))
    return _task(
        request, key, tab.label, rows.count(),
        partial(_queue, ends_at(rows), request, at, now), tab.empty,
    )  # fmt: skip


def _task(
    request: ActingRequest, key: str, label: str, number: int, table: Any, empty: str
) -> Task:
    return Task(key, label, Count(number), table, empty)


def _queue(rows: Any, request: ActingRequest, at: Code, now: datetime) -> Table:
    return QueueTable.of(rows, request.GET, rows=rows_of(request), at=at, now=now)


def _may_at(by: Actor, may: May, at: Code) -> bool:
    try:
        return bool(by.at(may, at))
    except (PermissionDenied, OutOfSight):
        return False
