from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff.models import Account
from wangge.staff.policies import May
from wangge.staff.queries import seat_of

# Without the letters and digits that are mistaken for each other on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
ONE_TIME_LENGTH = 16
WRITTEN = frozenset({"username", "name", "phone", "email"})
ONE_TIME_LIFE = timedelta(days=7)


class UnableToCreateAccount(Unable):
    """The name is taken, or something written is not right."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An account and its one-time password, which is kept nowhere and shown once."""

    account: Account
    secret: str


@transaction.atomic
def create_account(
    username: str,
    *,
    name: str,
    phone: str = "",
    email: str = "",
    password: str | None = None,
    by: Actor,
    now: datetime,
) -> Issued:
    """Create an account with a one-time password; it may do nothing until it gets a post.

    Only a machine (the demo town) may give a password itself; that one need not be changed.
    """
    seat = seat_of(by, May.CREATE_ACCOUNT)
    account = Account(
        username=username.strip().lower(),
        name=name.strip(),
        phone=phone.strip(),
        email=email.strip(),
        created_at=now,
        created_by=by.id,
    )
    secret = _give_password(account, password, by=by, now=now)
    _check(account)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as taken:
        raise _taken(account.username) from taken
    journal.record(
        "staff.account_created", account, by=by, at=now, code=seat, username=account.username
    )
    return Issued(account, secret)


def _give_password(account: Account, known: str | None, *, by: Actor, now: datetime) -> str:
    if known is None:
        return give_one_time_password(account, now=now)
    if by.role != "machine":
        raise PermissionDenied("a password of one's own choice for somebody else")
    account.set_password(known)
    account.must_change_password, account.password_set_at = False, now
    return known


def give_one_time_password(account: Account, *, now: datetime) -> str:
    """A fresh random password on the unsaved row, good for seven days."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(ONE_TIME_LENGTH))
    account.set_one_time_password(secret, now=now, until=now + ONE_TIME_LIFE)
    return secret


def _taken(username: str) -> UnableToCreateAccount:
    return UnableToCreateAccount(f"用户名「{username}」已有人使用，请换一个。", field="username")


def _check(account: Account) -> None:
    if Account.objects.filter(username=account.username).exists():
        raise _taken(account.username)
    try:
        account.clean_fields(
            exclude=[f.name for f in Account._meta.fields if f.name not in WRITTEN]
        )
    except ValidationError as wrong:
        field, sentences = next(iter(wrong.message_dict.items()))
        label = getattr(Account._meta.get_field(field), "verbose_name", field)
        raise UnableToCreateAccount(f"{label}：{sentences[0]}", field=field) from wrong
