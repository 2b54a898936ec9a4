from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Account


class UnableToChangePassword(Unable):
    """The old one is wrong, or the new one will not do."""


@transaction.atomic
def change_password(*, old: str, new: str, by: Actor, now: datetime) -> Account:
    """The actor's own account gets a password of its owner's choice; other sessions end."""
    account = Account.objects.select_for_update().get(id=by.id)
    if not account.check_password(old):
        raise UnableToChangePassword("原密码不正确。", field="old")
    if old == new:
        raise UnableToChangePassword("新密码不能与原密码相同。", field="new")
    try:
        validate_password(new, account)
    except ValidationError as wrong:
        raise UnableToChangePassword("".join(wrong.messages), field="new") from wrong
    account.set_password(new)
    account.must_change_password, account.password_set_at = False, now
    account.one_time_until = None
    account.save(
        update_fields=["password", "must_change_password", "password_set_at", "one_time_until"]
    )
    city = Code(settings.CITY_CODE)
    journal.record("staff.password_changed", account, by=by, at=now, code=city)
    return account
