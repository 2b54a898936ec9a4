from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wangge.exports.models import Export
from wangge.exports.queries import store
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor

DAYS_KEPT = 7


@transaction.atomic
def remove_old(*, by: Actor, now: datetime) -> int:
    """Nothing is kept of exports that were asked for more than a week ago, except the record."""
    old = Export.objects.filter(asked_at__lt=now - timedelta(days=DAYS_KEPT))
    removed = list(old.select_for_update())
    for export in removed:
        store().delete(export.stored_as)
        journal.record("exports.removed", export, by=by, at=now, list=export.list)
        export.delete()
    return len(removed)
