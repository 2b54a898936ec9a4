"""The cast of this room: three administrators and people with posts, each in one line."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db import models
from django.test import Client
from psycopg.types.range import DateRange

from wangge.journal.queries import entries_of
from wangge.kernel.actor import Actor, machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.staff import actions
from wangge.staff.models import Account, Organisation, Post, Role
from wangge.staff.policies import PERMISSIONS, May
from wangge.staff.queries import actor_for

CITY, COUNTY, NEXT_DOOR = Code("4311"), Code("431103"), Code("431102")
TOWNSHIP, VILLAGE = Code("431103001"), Code("431103001002")
GRID = Code("431103001002003")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
PASSWORD = "yongzhou-sunrise-7"

MACHINE = machine(
    "builders",
    *(Grant(permission, CITY) for permission in May),
)


def a_role(key: str, *permissions: str, unit_bound: bool = False) -> Role:
    wanted = sorted(permissions or PERMISSIONS.get(key, ()))
    role, _ = Role.objects.get_or_create(key=key, defaults={"name": key, "permissions": wanted})
    role.name, role.permissions, role.unit_bound = f"角色{key}", wanted, unit_bound
    role.save()
    return role


def an_account(username: str, *, name: str = "") -> Account:
    issued = actions.create_account(
        username, name=name or username.title(), password=PASSWORD, by=MACHINE, now=NOW
    )
    return issued.account


def a_post(
    account: Account,
    role: Role,
    code: Code,
    *,
    unit: Organisation | None = None,
    line: str = "",
    since: date = date(2026, 1, 1),
    until: date | None = None,
) -> Post:
    return Post.objects.create(
        account=account,
        role=role,
        code=code,
        unit=unit,
        line=line,
        period=DateRange(since, until),
    )


def an_organisation(
    key: str = "cgj", *, codes: tuple[Code, ...] = (COUNTY,), kind: str = "department"
) -> Organisation:
    return actions.found_organisation(
        key, name=f"单位{key}", kind=kind, codes=codes, since=date(2026, 1, 1), by=MACHINE, now=NOW
    )


def an_admin(key: str, code: Code = CITY, *, username: str = "") -> Actor:
    """An administrator with the permissions of that role."""
    account = an_account(username or key.replace("_", "-"))
    a_post(account, a_role(key), code)
    return actor_for(account, on=TODAY)


def security(code: Code = CITY) -> Actor:
    return an_admin("security_admin", code)


def at_the_door(client: Client, actor: Actor) -> Client:
    """A browser in which this person has signed in."""
    client.force_login(Account.objects.get(id=actor.id))
    return client


def events(subject: models.Model) -> list[str]:
    return [entry.event for entry in entries_of(subject)]
