"""Reading the record, as the audit administrator sees it."""

from __future__ import annotations

from django.db.models import QuerySet

from wangge.journal.models import Entry
from wangge.journal.queries import entries_within
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight
from wangge.staff.policies import May

from .accounts import seat_of


def audited(*, by: Actor, may: May = May.AUDIT) -> QuerySet[Entry]:
    """The entries of the auditor's area, newest first; those of all administrators included."""
    seat_of(by, may)
    return entries_within(by.scope(may))


def entry_audited(id: int, *, by: Actor) -> Entry:
    entry = audited(by=by).filter(id=id).first()
    if entry is None:
        raise OutOfSight(id)
    return entry
