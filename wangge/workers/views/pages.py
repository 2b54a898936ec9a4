"""Looking at the roster."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action, TimelineItem
from wangge.workers import queries
from wangge.workers.filters import WorkerFilter
from wangge.workers.models import Worker
from wangge.workers.policies import May
from wangge.workers.tables import VacancyTable, WorkerTable

WORDS = {May.ALTER_WORKER: "修改信息", May.ASSIGN: "配备到网格"}
EVENTS = {
    "workers.enrolled": "登记入册",
    "workers.worker_altered": "修改信息",
    "workers.assigned": "配备到网格",
    "workers.assignment_ended": "结束配备",
    "workers.roster_taken_over": "批量登记",
}


@require_GET
@signed_in
def roster(request: ActingRequest, at: Code) -> HttpResponse:
    """The workers of a place and where they stand today."""
    today = timezone.localdate()
    chosen = WorkerFilter(request.GET, queryset=queries.list_workers(at, by=request.actor))
    table = WorkerTable.of(
        chosen.qs, request.GET, rows=rows_of(request), by=request.actor, standing={}
    )
    table.standing = queries.standing_words([row.pk for row in table.page_of_rows.rows], today)
    context = {
        "title": f"{places.name_of(at)}的网格员",
        "at": at,
        "filter": chosen,
        "table": table,
        "count": count_up_to(chosen.qs),
        "vacant": queries.vacancies_seen(at, today, by=request.actor).count(),
        "actions": _roster_actions(request, at),
        "empty_heading": "花名册上还没有人",
    }
    return render(request, "workers/roster.html", context)


@require_GET
@signed_in
def vacancies(request: ActingRequest, at: Code) -> HttpResponse:
    """The grids in which nobody stands today."""
    vacant = queries.vacancies_seen(at, timezone.localdate(), by=request.actor)
    context = {
        "title": f"{places.name_of(at)}的空岗网格",
        "at": at,
        "table": VacancyTable.of(vacant, request.GET, rows=rows_of(request)),
        "count": count_up_to(vacant),
        "empty_heading": "没有空岗",
        "empty_words": "每个网格今天都有人在岗。",
    }
    return render(request, "ui/list.html", context)


@require_GET
@signed_in
def worker(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    """A worker, where they stand, and where they stood."""
    person = queries.get_worker(id, by=request.actor, may=May.VIEW)
    history = list(queries.history_of(person))
    today = timezone.localdate()
    ends = request.actor.scope(May.END_ASSIGNMENT)
    named = territory.names([row.code for row in history], today)
    context = {
        "title": person.name,
        "at": at,
        "worker": person,
        "facts": [
            ("归属", places.full_name(person.code)),
            ("电话", queries.phone_of(person, by=request.actor)),
            ("性质", person.get_kind_display()),
            ("来源", person.get_source_display()),
            ("账号", "有" if person.account_id else "无"),
        ],
        "assignments": [
            {
                "row": row,
                "grid": named[row.code],
                "now": today in row.period,
                "may_end": row.period.upper is None and ends.covers_place(row.code),
            }
            for row in history
        ],
        "timeline": _timeline(person),
        "actions": _worker_actions(request, at, person),
    }
    return render(request, "workers/worker.html", context)


def _timeline(person: Worker) -> list[TimelineItem]:
    subjects = [person, *queries.history_of(person)]
    entries = [entry for subject in subjects for entry in entries_of(subject)]
    return [
        TimelineItem(entry.at, entry.actor_label, EVENTS.get(entry.event, entry.event))
        for entry in sorted(entries, key=lambda entry: entry.id)
    ]


def _roster_actions(request: ActingRequest, at: Code) -> list[Action]:
    offered = {May.ENROL: "登记网格员", May.IMPORT_ROSTER: "导入花名册"}
    return [
        Action(verb := may.partition(":")[2], label, reverse(f"workers:{verb}", args=[at]))
        for may, label in offered.items()
        if request.actor.scope(may).covers_place(at)
    ]


def _worker_actions(request: ActingRequest, at: Code, person: Worker) -> list[Action]:
    return [
        Action(
            verb := may.partition(":")[2], label, reverse(f"workers:{verb}", args=[at, person.pk])
        )
        for may, label in WORDS.items()
        if request.actor.scope(may).covers(person)
    ]
