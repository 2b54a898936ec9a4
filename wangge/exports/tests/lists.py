"""A list of any length, standing in for the roster of a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.town import NOW
from wangge.exports.actions import ask
from wangge.exports.models import Export
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.workbooks import Format, Sheet
from wangge.staff.models import Account, Post
from wangge.staff.queries import actor_for
from wangge.workers.policies import May

LIST = "workers:roster"
LENGTH = {"rows": 2_500}


def numbered(at: Code | None, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """As many rows as `LENGTH` says; `broken=1` stops in the middle."""
    assert at is not None
    by.at(May.VIEW, at)
    number = LENGTH["rows"]
    asked = {key: str(query[key]) for key in ("broken", "name") if key in query}
    return Sheet("花名册", ("序号", "姓名"), number, _rows(number, asked), asked)


def _rows(number: int, asked: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for one in range(1, number + 1):
        if "broken" in asked and one > 1_200:
            raise RuntimeError("broken in the middle")
        yield one, f"第{one}人"


def wearing(account: Account, on: date | None = None) -> Actor:
    return actor_for(account, on=on or timezone.localdate())


def asked_by(
    username: str, at: Code, query: str = "", format: Format = Format.CSV, now: datetime = NOW
) -> Export:
    """A long export that somebody of the cast asked for."""
    account = Account.objects.get(username=username)
    post = Post.objects.get(account=account)
    made = ask(LIST, at=at, query=query, format=format, post=post.pk, by=wearing(account), now=now)
    assert isinstance(made, Export)
    return made


def door_of(client: Client, username: str) -> Client:
    client.force_login(Account.objects.get(username=username))
    return client
