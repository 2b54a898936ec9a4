"""Cases in every state, brought there by the verbs of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from democity.cast import CITY, GRID, URBAN, WATER, person
from tests.town import LAMPS, LI, LIU, NOW, WANG, ZHOU, inside
from wangge.cases import actions
from wangge.cases.actions.reporting import Report
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.kernel.scope import Grant
from wangge.workers.models import Worker

ARCHIVIST = machine("自动归档", Grant("cases:view", CITY), Grant("cases:archive", CITY))


def said(
    words: str = "路灯不亮",
    *,
    grid: Code = GRID,
    matter: str = LAMPS,
    key: UUID | None = None,
    **more: Any,
) -> Report:
    lon, lat = inside(grid)
    return Report(key=key or new_id(), words=words, lon=lon, lat=lat, matter=matter, **more)


def reported(words: str = "路灯不亮", *, matter: str = LAMPS, now: datetime = NOW) -> Case:
    return actions.report(said(words, matter=matter), by=ZHOU, now=now)


def accepted(*, matter: str = LAMPS) -> Case:
    return actions.accept(reported(matter=matter).number, by=WANG, now=NOW)


def dispatched(*participants: UUID, matter: str = LAMPS) -> Case:
    return actions.dispatch(
        accepted(matter=matter).number, lead=URBAN.id, participants=participants, by=WANG, now=NOW
    )


def handling(*participants: UUID, matter: str = LAMPS) -> Case:
    return actions.sign(dispatched(*participants, matter=matter).number, by=LI, now=NOW)


def handed_back() -> Case:
    return actions.hand_back(dispatched().number, basis="不属于本局职责", by=LI, now=NOW)


def verifying(*, matter: str = LAMPS) -> Case:
    return actions.conclude(handling(matter=matter).number, result="已更换灯泡", by=LIU, now=NOW)


def follow_up() -> Case:
    return actions.confirm_done(verifying().number, by=ZHOU, now=NOW)


def closed() -> Case:
    return actions.close(follow_up().number, outcome="nobody", by=WANG, now=NOW)


def declined() -> Case:
    return actions.decline(reported().number, reason="重复", by=WANG, now=NOW)


def to_confirm(words: str = "路灯不亮") -> Case:
    """From the public: a worker is to see first."""
    key = new_id()
    return actions.report(said(words, key=key, channel="public"), by=resident(key), now=NOW)


def sent_back() -> Case:
    return actions.send_back(reported().number, words="请写明是哪一盏灯", by=WANG, now=NOW)


def merged() -> Case:
    return actions.merge(reported().number, into=accepted().number, by=WANG, now=NOW)


def withdrawn() -> Case:
    return actions.withdraw(reported().number, by=ZHOU, now=NOW)


def archived() -> Case:
    return actions.archive(closed().number, by=ARCHIVIST, now=NOW + timedelta(days=31))


def opinion(about: str | UUID | None = "zhou", words: str = "网格员态度不好", **more: Any) -> Case:
    """What a resident says of the grid work, or of a worker of it."""
    if isinstance(about, str):
        about = Worker.objects.get(account_id=person(about).id).pk
    told: dict[str, Any] = {"channel": "public", "kind": "opinion", "about": about} | more
    key = new_id()
    return actions.report(said(words, matter="", key=key, **told), by=resident(key), now=NOW)


A_CASE: dict[State, Callable[[], Case]] = {
    State.REPORTED: reported,
    State.ACCEPTED: accepted,
    State.DISPATCHED: dispatched,
    State.HANDLING: handling,
    State.HANDED_BACK: handed_back,
    State.VERIFYING: verifying,
    State.FOLLOW_UP: follow_up,
    State.CLOSED: closed,
    State.DECLINED: declined,
    State.TO_CONFIRM: to_confirm,
    State.SENT_BACK: sent_back,
    State.MERGED: merged,
    State.WITHDRAWN: withdrawn,
    State.ARCHIVED: archived,
}

__all__ = ["A_CASE", "WATER", "said"]
