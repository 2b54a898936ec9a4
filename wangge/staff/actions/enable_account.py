from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff.models import Account
from wangge.staff.policies import May
from wangge.staff.queries import get_account, seat_of


class UnableToEnableAccount(Unable):
    """It is in use already."""


@transaction.atomic
def enable_account(id: UUID, *, by: Actor, now: datetime) -> Account:
    """A disabled account can sign in again, with the password it had."""
    account = get_account(id, by=by, may=May.ENABLE_ACCOUNT, on=localdate(now), lock=True)
    if account.is_active:
        raise UnableToEnableAccount("该账号正在使用中，不需要启用。")
    account.is_active = True
    account.save(update_fields=["is_active"])
    seat = seat_of(by, May.ENABLE_ACCOUNT)
    journal.record("staff.account_enabled", account, by=by, at=now, code=seat)
    return account
