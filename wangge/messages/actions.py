"""Telling people, and their noting that they read it.

`mark_read` and `mark_all_read` touch nothing but the reader's own list, so they ask for no
permission and leave no journal entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id

from .models import Notice
from .queries import get_notice

INSERT = """
INSERT INTO messages_notice (id, account, title, path, key, at)
SELECT id, account, %s, %s, %s, %s FROM unnest(%s::uuid[], %s::uuid[]) AS told (id, account)
ON CONFLICT (account, key) DO NOTHING
RETURNING *
"""


@transaction.atomic
def tell(
    accounts: Iterable[UUID],
    *,
    title: str,
    path: str,
    key: str,
    code: Code | None = None,
    by: Actor,
    now: datetime,
) -> list[Notice]:
    """Each account has a notice of the occasion `key`; those who were told before keep theirs.

    Run twice it tells nobody twice. `title` carries no personal data of residents: it may leave
    the house by other channels. `code` is the place it is about, for the journal.
    """
    whom = list(dict.fromkeys(accounts))
    ids = [new_id() for _ in whom]
    told = list(Notice.objects.raw(INSERT, [title, path, key, now, ids, whom])) if whom else []
    if told:
        journal.record(
            "messages.told",
            told[0],
            by=by,
            at=now,
            code=code or Code(settings.CITY_CODE),
            key=key,
            count=len(told),
        )
    return told


@transaction.atomic
def mark_read(id: UUID, *, by: Actor, now: datetime) -> Notice:
    """The notice is read; the moment it was first read stays. No journal entry: see above."""
    notice = get_notice(id, by=by, lock=True)
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, by: Actor, now: datetime) -> int:
    """None of the actor's notices is unread; how many were. No journal entry: see above."""
    return Notice.objects.filter(account=by.id, read_at=None).update(read_at=now)
