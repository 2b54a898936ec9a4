"""Whoever stands in for a colleague is told so."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.messages import actions as messages
from wangge.staff import queries as staff


def tell_substitute(entry: Entry, *, now: datetime) -> None:
    """From when until when, and for whom. Safe to run twice."""
    told = entry.detail
    substitute, account = UUID(told["substitute"]), UUID(told["account"])
    if substitute == entry.actor:
        return
    since, last = (date.fromisoformat(told[name]) for name in ("since", "last"))
    name = staff.names_of([account]).get(account, "同事")
    messages.tell(
        [substitute],
        title=f"{since:%-m月%-d日}至{last:%-m月%-d日}由您为{name}代办",
        path="/account/absences/",
        key=f"entry:{entry.pk}",
        code=Code(entry.code),
        by=machine("消息提醒"),
        now=now,
    )
