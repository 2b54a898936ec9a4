from __future__ import annotations

from datetime import datetime
from uuid import UUID

from axes.utils import reset
from django.db import transaction
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff.models import Account
from wangge.staff.policies import May
from wangge.staff.queries import get_account, locked_usernames, seat_of


class UnableToUnlockAccount(Unable):
    """It is not locked."""


@transaction.atomic
def unlock_account(id: UUID, *, by: Actor, now: datetime) -> Account:
    """The failures counted against the account are forgotten, at every address."""
    account = get_account(id, by=by, may=May.UNLOCK_ACCOUNT, on=localdate(now), lock=True)
    if account.username not in locked_usernames(now=now):
        raise UnableToUnlockAccount("该账号没有被锁定，不需要解锁。")
    reset(username=account.username)
    seat = seat_of(by, May.UNLOCK_ACCOUNT)
    journal.record("staff.account_unlocked", account, by=by, at=now, code=seat)
    return account
