"""Who holds a permission: the people to tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from wangge.kernel.code import Code
from wangge.staff.models import Account, Post


def accounts_with(
    permission: str,
    code: Code,
    *,
    unit: UUID | None = None,
    line: str | None = None,
    role: str | None = None,
    nearest: bool = False,
    on: date,
) -> list[UUID]:
    """The active accounts that could act with a permission on a row at a place.

    The same answer as a scope gives, asked from the other side: with `unit` for a row of that
    unit (and those not bound to one), without it only those not bound to a unit; with `line`
    for a row of that line. `role` asks for those in one role, `nearest` keeps only the holders
    at the narrowest place. One statement.
    """
    bound = Q(role__unit_bound=False)
    if unit is not None:
        bound |= Q(unit=unit)
    posts = Post.objects.filter(
        bound,
        account__is_active=True,
        role__permissions__contains=[permission],
        code__in=list(code.lineage()),
        period__contains=on,
    )
    if line is not None:
        posts = posts.filter(line__in=[line[:length] for length in range(len(line) + 1)])
    if role is not None:
        posts = posts.filter(role__key=role)
    held = list(posts.order_by("account_id").values_list("account_id", "code").distinct())
    if nearest and held:
        narrowest = max(len(place) for _, place in held)
        held = [(account, place) for account, place in held if len(place) == narrowest]
    return list(dict.fromkeys(account for account, _ in held))


class Holder(NamedTuple):
    """An active account that holds a permission, by a post of a role at a place."""

    account: UUID
    role: str
    code: Code


def holders_around(permission: str, codes: Iterable[Code], *, on: date) -> list[Holder]:
    """Who, not bound to a unit, holds a permission at places or around them. One statement."""
    places = {place for code in codes for place in code.lineage()}
    posts = Post.objects.filter(
        account__is_active=True,
        role__unit_bound=False,
        role__permissions__contains=[permission],
        code__in=places,
        period__contains=on,
    )
    return [Holder(*row) for row in posts.values_list("account_id", "role__key", "code")]


def members(
    unit: UUID, *, permission: str = "", code: Code | None = None, on: date
) -> list[Account]:
    """The active accounts with a post in a unit on a day, by name; of those only who hold a
    permission there, at a place."""
    posts = Post.objects.filter(unit=unit, period__contains=on)
    if permission:
        posts = posts.filter(role__permissions__contains=[permission])
    if code is not None:
        posts = posts.filter(code__in=list(code.lineage()))
    accounts = Account.objects.filter(is_active=True, pk__in=posts.values("account"))
    return list(accounts.order_by("name", "id"))


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """What people are called, also those who are here no more."""
    wanted = {account for account in accounts if account}
    if not wanted:
        return {}
    return dict(Account.objects.filter(pk__in=wanted).values_list("pk", "name"))
