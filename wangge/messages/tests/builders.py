"""Two readers and what they are told."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.test import Client

from wangge.kernel.actor import Actor, machine
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.messages import actions
from wangge.messages.models import Notice
from wangge.staff.models import Account

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
GRID = Code("431103001001001")
CLOCK = machine("消息提醒")


def a_reader(username: str) -> Actor:
    account = Account.objects.create(
        username=username, name=username.title(), created_at=NOW, must_change_password=False
    )
    return Actor(account.id, account.name)


def browser_of(reader: Actor) -> Client:
    browser = Client()
    browser.force_login(
        Account.objects.get(id=reader.id), "django.contrib.auth.backends.ModelBackend"
    )
    return browser


def told(*readers: Actor | UUID, key: str = "", title: str = "事件 4311 待受理") -> list[Notice]:
    return actions.tell(
        [it.id if isinstance(it, Actor) else it for it in readers],
        title=title,
        path="/cases/431103260610000017/",
        key=key or f"entry:{new_id()}",
        code=GRID,
        by=CLOCK,
        now=NOW,
    )
