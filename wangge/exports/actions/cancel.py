from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.exports.flow import FLOW
from wangge.exports.models import Export
from wangge.exports.queries import get_export
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor


@transaction.atomic
def cancel(id: UUID, *, by: Actor, now: datetime) -> Export:
    """One's own export is no longer written; whoever is writing it stops at the next note."""
    export = get_export(id, by=by, lock=True)
    export.state, export.finished_at = FLOW.after("cancel", export.state), now
    export.save(update_fields=["state", "finished_at"])
    journal.record("exports.cancelled", export, by=by, at=now, list=export.list)
    return export
