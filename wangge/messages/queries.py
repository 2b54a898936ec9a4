"""Reading notices: everybody their own, nobody another's."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from wangge.kernel.actor import Actor

from .models import Notice

UNREAD_FIRST = ("read", "-id")
COUNTED_TO = 100


def notices_of(by: Actor) -> QuerySet[Notice]:
    """What the actor was told, unread first, newest first."""
    return Notice.objects.filter(account=by.id).order_by(*UNREAD_FIRST)


def get_notice(id: UUID, *, by: Actor, lock: bool = False) -> Notice:
    """A notice of the actor's own; another's does not exist."""
    rows = Notice.objects.select_for_update() if lock else Notice.objects.all()
    return rows.get(account=by.id, id=id)


def unread_of(account: UUID) -> int:
    """How many notices wait to be read, counted no further than a hundred. One statement."""
    unread = Notice.objects.filter(account=account, read_at=None)
    return unread.values("account")[:COUNTED_TO].count()
