"""A limit that leaned on a year without a table is counted again once the year is known."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.worktime import queries as worktime
from wangge.worktime.amounts import Amount

from ..flow import OPEN_PARTS, Stage
from ..models import Case, LimitRecord
from ..policies import May
from ..queries import get_case, limits_of, present_parts
from . import clock


@transaction.atomic
def recount(number: str, *, by: Actor, now: datetime) -> Case:
    """The provisional limits that still run on a case are counted by today's calendar.

    From the same start and for the same amount; the provisional ones stay in the record.
    """
    case = get_case(number, by=by, may=May.RECOUNT, lock=True)
    latest = {(row.stage, row.unit): row for row in limits_of(case)}
    again = [row for row in latest.values() if row.provisional]
    if not case.provisional or not again:
        return case
    for row in again:
        _recount_one(case, row)
    case.save()
    journal.record(
        "cases.recounted", case, by=by, at=now, before=case.state, after=case.state,
        limit={"due": case.due_at and case.due_at.isoformat(),
               "warn": case.warn_at and case.warn_at.isoformat(),
               "provisional": case.provisional},
    )  # fmt: skip
    return case


def _recount_one(case: Case, row: LimitRecord) -> None:
    limit = worktime.limit(row.starts_at, Amount.parse(row.amount))
    clock.keep(case, Stage(row.stage), limit, unit=row.unit)
    if case.due_at == row.due_at:
        clock.show(case, limit)
    for part in present_parts(case):
        if part.unit != row.unit or part.state not in OPEN_PARTS:
            continue
        if part.handle_due_at == row.due_at:
            part.handle_due_at, part.handle_warn_at = limit.due_at, limit.warn_at
        if part.due_at == row.due_at:
            clock.show(part, limit)
        part.save()
