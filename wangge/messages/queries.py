"""Reading notices: everybody their own, nobody another's. And what goes out of the house."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.places import queries as places
from wangge.staff.models import Account

from .channels import GROUPS, Channel
from .models import Notice, Preference, Sending, State

UNREAD_FIRST = ("read", "-id")
COUNTED_TO = 100


class Sample(NamedTuple):
    """A text as it goes out, with invented values: when, to whom, what."""

    occasion: str
    audience: str
    text: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Where one account can be reached outside the house, and whether it wants to be."""

    account: UUID
    email: str
    phone: str
    mail: bool
    sms: bool


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


def reach_of(accounts: Collection[UUID]) -> list[Reach]:
    """The enabled ones among the accounts, with what they chose. Two statements."""
    chosen = Preference.objects.in_bulk(list(accounts))
    rows = Account.objects.filter(id__in=accounts, is_active=True)
    return [
        Reach(row.id, row.email, row.phone, preference.mail, preference.sms)
        for row in rows.only("id", "email", "phone")
        for preference in [chosen.get(row.id) or Preference(account=row.id)]
    ]


def preference_of(account: UUID) -> Preference:
    return Preference.objects.filter(account=account).first() or Preference(account=account)


def failed_sendings() -> QuerySet[Sending]:
    """What did not go out and is tried no more."""
    return Sending.objects.filter(state=State.FAILED)


def public_link(path: str) -> str:
    """A path as the world reaches it; "" while WANGGE_PUBLIC_URL is not set."""
    base: str = settings.PUBLIC_URL
    return f"{base}{path}" if base and path else ""


def masked(sending: Sending) -> str:
    """An address as the administrator may see it; a group's is the name of its area."""
    if not sending.address:
        return ""
    if sending.channel in GROUPS:
        return places.name_of(Code(sending.address))
    if sending.channel == Channel.MAIL:
        name, _, host = sending.address.partition("@")
        return f"{name[:1]}***@{host}"
    return f"{sending.address[:3]}****{sending.address[-4:]}"


def samples() -> Sequence[Sample]:
    """Every text that goes out, as the composition root lists them."""
    listed: Sequence[Sample] = import_string(settings.MESSAGE_SAMPLES)
    return listed
