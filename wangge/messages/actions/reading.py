"""Noting what one read, and choosing where one wants to be told.

These touch nothing but the reader's own rows, so they ask for no permission and leave no journal
entry.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.kernel.actor import Actor

from ..models import Notice, Preference
from ..queries import get_notice


@transaction.atomic
def mark_read(id: UUID, *, by: Actor, now: datetime) -> Notice:
    """The notice is read; the moment it was first read stays. No journal entry."""
    notice = get_notice(id, by=by, lock=True)
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, by: Actor, now: datetime) -> int:
    """None of the actor's notices is unread; how many were. No journal entry."""
    return Notice.objects.filter(account=by.id, read_at=None).update(read_at=now)


@transaction.atomic
def choose_channels(*, mail: bool, sms: bool, by: Actor, now: datetime) -> Preference:
    """From now on the actor is told outside the house as chosen; of urgent things in any case."""
    chosen, _ = Preference.objects.update_or_create(
        account=by.id, defaults={"mail": mail, "sms": sms}
    )
    return chosen
