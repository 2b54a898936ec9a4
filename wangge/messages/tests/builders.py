"""Two readers and what they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from wangge.kernel.actor import Actor, machine
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.kernel.scope import Grant
from wangge.messages import actions
from wangge.messages.jobs import send_due
from wangge.messages.models import Notice, Sending
from wangge.messages.policies import May
from wangge.staff.models import Account

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
GRID = Code("431103001001001")
CLOCK = machine("消息提醒")


def a_reader(username: str, **more: str) -> Actor:
    account = Account.objects.create(
        username=username, name=username.title(), created_at=NOW, must_change_password=False, **more
    )
    return Actor(account.id, account.name)


def browser_of(reader: Actor) -> Client:
    browser = Client()
    browser.force_login(
        Account.objects.get(id=reader.id), "django.contrib.auth.backends.ModelBackend"
    )
    return browser


def told(
    *readers: Actor | UUID, key: str = "", title: str = "事件 4311 待受理", now: datetime = NOW,
    **more: Any,
) -> list[Notice]:  # fmt: skip
    return actions.tell(
        [it.id if isinstance(it, Actor) else it for it in readers],
        title=title,
        path="/cases/431103260610000017/",
        key=key or f"entry:{new_id()}",
        code=GRID,
        by=CLOCK,
        now=now,
        **more,
    )


def sent_by(now: datetime) -> int:
    """All that is due at a moment."""
    return send_due(clock=lambda: now)


def written(phone: str = "13800000001", **more: Any) -> Sending:
    given: dict[str, Any] = {
        "text": "您反映的事项 4311 已办结。", "key": f"case:{new_id()}", "about": GRID,
        "by": CLOCK, "now": NOW,
    }  # fmt: skip
    sending = actions.write(phone, **given | more)
    assert sending is not None
    return sending


def an_administrator(**more: str) -> Actor:
    reader = a_reader("luo", **more)
    held = (Grant(may, Code("4311")) for may in May)
    return replace(reader, grants=frozenset(held), role="system_admin")
