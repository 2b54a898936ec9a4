from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff.policies import May
from wangge.staff.queries import get_account, seat_of

from .create_account import Issued, give_one_time_password


class UnableToResetPassword(Unable):
    """One's own password is changed, not reset."""


@transaction.atomic
def reset_password(id: UUID, *, by: Actor, now: datetime) -> Issued:
    """The account gets a one-time password in place of its own, and its sessions end."""
    account = get_account(id, by=by, may=May.RESET_PASSWORD, on=localdate(now), lock=True)
    if account.id == by.id:
        raise UnableToResetPassword("自己的密码请在「我的账号」中修改。")
    secret = give_one_time_password(account, now=now)
    account.save(
        update_fields=["password", "must_change_password", "password_set_at", "one_time_until"]
    )
    seat = seat_of(by, May.RESET_PASSWORD)
    journal.record("staff.password_reset", account, by=by, at=now, code=seat)
    return Issued(account, secret)
