from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.places.policies import require
from wangge.territory.models import Grid
from wangge.territory.queries import get_grid
from wangge.workers.models import Assignment, Duty, Worker
from wangge.workers.policies import May
from wangge.workers.queries import get_worker

from .posts import appoint_for


class UnableToAssign(Unable):
    """No such grid on that day, a leader is there already, or the worker stands there already."""


@transaction.atomic
def assign(
    worker: UUID,
    *,
    grid: Code,
    duty: str,
    since: date,
    until: date | None = None,
    by: Actor,
    now: datetime,
) -> Assignment:
    """Let a worker stand in a grid, in a duty, from a day on.

    A grid has one leader on any day. A worker with an account gets the post that goes with it.
    """
    person = get_worker(worker, by=by, may=May.ASSIGN, lock=True)
    require(by, May.ASSIGN, grid)
    period = _period(grid, since, until)
    if fault := clash(person, grid, Duty(duty), period):
        raise UnableToAssign(fault, field="grid")
    row = Assignment(worker=person, code=grid, duty=Duty(duty), period=period)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as race:
        raise UnableToAssign("刚刚有人做了同样的配备，请刷新后再看。", field="grid") from race
    appoint_for(row, by=by, now=now)
    journal.record(
        "workers.assigned",
        row,
        by=by,
        at=now,
        worker=str(person.pk),
        duty=duty,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
    )
    return row


def _period(grid: Code, since: date, until: date | None) -> DateRange:
    if until is not None and until <= since:
        raise UnableToAssign("结束日期应晚于起始日期。", field="until")
    try:
        get_grid(grid, since)
    except Grid.DoesNotExist as missing:
        raise UnableToAssign(f"网格 {grid} 在 {since} 不存在。", field="grid") from missing
    return DateRange(since, until)


def clash(worker: Worker, grid: Code, duty: Duty, period: DateRange) -> str | None:
    """Why this assignment cannot stand beside the present ones; None when it can."""
    there = Assignment.objects.filter(code=grid, period__overlap=period)
    if there.filter(worker=worker, duty=duty).exists():
        return f"「{worker.name}」在这段时间已是该网格的{duty.label}。"
    if duty is Duty.LEADER:
        leader = there.filter(duty=Duty.LEADER).select_related("worker").first()
        if leader:
            return f"该网格在这段时间已有网格长「{leader.worker.name}」，请先结束其任期。"
    return None
