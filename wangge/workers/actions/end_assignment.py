from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.workers.models import Assignment
from wangge.workers.policies import May
from wangge.workers.queries import get_assignment

from .posts import relieve_of


class UnableToEndAssignment(Unable):
    """It has ended, or it would end before it began."""


@transaction.atomic
def end_assignment(id: UUID, *, until: date, by: Actor, now: datetime) -> Assignment:
    """End an assignment: `until` is the first day on which the worker no longer stands there.

    The post that came with it ends the same day.
    """
    row = get_assignment(id, by=by, may=May.END_ASSIGNMENT, lock=True)
    if row.period.upper is not None and row.period.upper <= until:
        raise UnableToEndAssignment(f"这项配备已定于 {row.period.upper} 结束。", field="until")
    if until <= row.period.lower:
        raise UnableToEndAssignment(f"结束日期应晚于起始日期 {row.period.lower}。", field="until")
    relieve_of(row, until=until, by=by, now=now)
    row.period = DateRange(row.period.lower, until)
    row.save(update_fields=["period"])
    journal.record(
        "workers.assignment_ended",
        row,
        by=by,
        at=now,
        worker=str(row.worker_id),
        duty=row.duty,
        until=until.isoformat(),
    )
    return row
