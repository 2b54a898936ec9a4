"""Counting what callers do. A number is added by one statement, so that a thousand at once are
counted one by one; who they are is kept as a keyed hash for two days."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from wangge.kernel.errors import Unable

from ..codes import keyed
from ..models import Tally
from ..rates import rate_of

ADD = """
    INSERT INTO portal_tally (what, who, since, number) VALUES (%s, %s, %s, 1)
    ON CONFLICT (what, who, since) DO UPDATE SET number = portal_tally.number + 1
    RETURNING number
"""
EVERYBODY = "city"


class TooOften(Unable):
    """The rate of the window is used up; `seconds` says how long until the next."""

    def __init__(self, seconds: int) -> None:
        super().__init__("短时间内次数太多，请稍后再试。")
        self.seconds = seconds


def count(what: str, who: str = EVERYBODY, *, now: datetime) -> None:
    """One more of these by this caller, or TooOften. Inside a transaction it goes with it."""
    rate = rate_of(what)
    since = rate.window(now)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [what, _hidden(what, who), since])
        (number,) = cursor.fetchone()
    if number > rate.most:
        raise TooOften(_left(what, now))


def look(what: str, who: str = EVERYBODY, *, now: datetime) -> None:
    """TooOften when one more would be too many; nothing is counted."""
    rate = rate_of(what)
    seen = Tally.objects.filter(what=what, who=_hidden(what, who), since=rate.window(now))
    if seen.filter(number__gte=rate.most).exists():
        raise TooOften(_left(what, now))


def _left(what: str, now: datetime) -> int:
    rate = rate_of(what)
    return rate.seconds - int(now.timestamp()) % rate.seconds


def _hidden(what: str, who: str) -> str:
    return keyed(what, who)[:32]
