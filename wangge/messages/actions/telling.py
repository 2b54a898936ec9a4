"""Telling people who work here: in the house at once, outside as they chose."""

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

from ..models import Notice
from .posting import post_to_accounts, post_to_groups

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
    group: Code | None = None,
    urgent: bool = False,
    by: Actor,
    now: datetime,
) -> list[Notice]:
    """Each account has a notice of the occasion `key`; those who were told before keep theirs.

    Whoever is told newly hears of it by the channels that are on and that they chose; urgently: at
    once, at night, and by all of them. `group` is the place whose group chat hears of it, too;
    None for what not everybody there may know. Run twice it tells nobody twice. `title` carries no
    personal data of residents: it leaves the house. `code` is the place it is about, for the
    journal.
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
        post_to_accounts(told, urgent=urgent, now=now)
        post_to_groups(told[0], group, urgent=urgent, now=now)
    return told
