"""Cases in every state, brought there by the verbs of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from democity.cast import GRID, URBAN, WATER
from tests.town import LAMPS, LI, LIU, NOW, WANG, ZHOU, inside
from wangge.cases import actions
from wangge.cases.actions.reporting import Report
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id


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
}

__all__ = ["A_CASE", "WATER", "said"]
