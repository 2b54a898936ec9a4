from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.staff.models import Account
from wangge.staff.policies import May
from wangge.staff.queries import seat_of


@transaction.atomic
def export_audit(*, asked: dict[str, str], by: Actor, now: datetime) -> Entry:
    """That the record was taken out, by whom and asking for what, is itself in the record."""
    seat = seat_of(by, May.EXPORT_AUDIT)
    subject = Account.objects.get(id=by.id)
    return journal.record("staff.audit_exported", subject, by=by, at=now, code=seat, asked=asked)
