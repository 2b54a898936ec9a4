"""What happens to the roster because of what happened below it."""

from __future__ import annotations

from datetime import date, datetime

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.scope import Grant
from wangge.workers.actions import UnableToEndAssignment, end_assignment
from wangge.workers.policies import May
from wangge.workers.queries import standing_from


def end_with_grid(entry: Entry, *, now: datetime) -> None:
    """A grid that retires ends the assignments in it on the same day.

    An assignment that would only have begun then ends after its first day. Safe to run twice.
    """
    grants = (Grant(may, entry.code) for may in (May.VIEW, May.END_ASSIGNMENT))
    clock = machine("网格撤销", *grants)
    until = date.fromisoformat(entry.detail["until"])
    for row in standing_from(entry.code, until):
        try:
            end_assignment(row.pk, until=max(until, row.earliest_end), by=clock, now=now)
        except UnableToEndAssignment:
            continue
