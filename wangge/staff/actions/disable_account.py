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


class UnableToDisableAccount(Unable):
    """It is one's own, or already disabled."""


@transaction.atomic
def disable_account(id: UUID, *, reason: str, by: Actor, now: datetime) -> Account:
    """The account can no longer sign in, and its open sessions end with their next request.

    Its posts stay as they are: they are the record of who was in charge.
    """
    account = get_account(id, by=by, may=May.DISABLE_ACCOUNT, on=localdate(now), lock=True)
    if account.id == by.id:
        raise UnableToDisableAccount("不能停用自己的账号，请由另一位安全管理员办理。")
    if not account.is_active:
        raise UnableToDisableAccount("该账号已经停用。")
    if not reason.strip():
        raise UnableToDisableAccount("请写明停用原因。", field="reason")
    account.is_active = False
    account.save(update_fields=["is_active"])
    journal.record(
        "staff.account_disabled",
        account,
        by=by,
        at=now,
        code=seat_of(by, May.DISABLE_ACCOUNT),
        reason=reason.strip(),
    )
    return account
