"""A limit is counted again once the year that it leaned on is known, or was corrected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.worktime import queries as worktime
from wangge.worktime.amounts import Amount
from wangge.worktime.limits import Limit

from ..flow import OPEN_PARTS, Stage
from ..models import Case, LimitRecord
from ..policies import May
from ..queries import get_case, limits_of, present_parts
from . import clock


@transaction.atomic
def recount(number: str, *, by: Actor, now: datetime) -> Case:
    """The limits that still run on a case are as today's calendar counts them.

    From the same start and for the same amount; what they were before stays in the record.
    """
    case = get_case(number, by=by, may=May.RECOUNT, lock=True)
    latest = {(row.stage, row.unit): row for row in limits_of(case)}
    changed = [(row, limit) for row in latest.values() if (limit := _differs(case, row))]
    if not changed:
        return case
    for row, limit in changed:
        _replace(case, row, limit)
    case.save()
    journal.record(
        "cases.recounted", case, by=by, at=now, before=case.state, after=case.state,
        limit={"due": case.due_at and case.due_at.isoformat(),
               "warn": case.warn_at and case.warn_at.isoformat(),
               "provisional": case.provisional},
    )  # fmt: skip
    return case


def _differs(case: Case, row: LimitRecord) -> Limit | None:
    """The limit as it is counted today, if it still runs and is not what was kept."""
    running = {case.due_at}
    for part in present_parts(case):
        if part.state in OPEN_PARTS:
            running |= {part.due_at, part.handle_due_at}
    if row.due_at not in running:
        return None
    limit = worktime.limit(row.starts_at, Amount.parse(row.amount))
    kept = (row.due_at, row.warn_at, row.provisional)
    return None if kept == (limit.due_at, limit.warn_at, limit.provisional) else limit


def _replace(case: Case, row: LimitRecord, limit: Limit) -> None:
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
