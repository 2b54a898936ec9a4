"""What a desk cannot place goes up, and comes down again with instructions (提级, 交办)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Level
from wangge.kernel.errors import Unable

from ..circle import circle_told, of_desks, widened
from ..flow import FLOW
from ..models import Case
from ..policies import May, may_escalate, may_hand_down
from ..queries import local_day
from .at_desk import at_desk

DESKS = (Level.CITY, Level.COUNTY, Level.TOWNSHIP)


class UnableToEscalate(Unable):
    """It lies before the city already, or nobody is told why it goes up."""


class UnableToHandDown(Unable):
    """It lies at the lowest desk already, or nobody is told what to do."""


@transaction.atomic
def escalate(number: str, *, words: str, by: Actor, now: datetime) -> Case:
    """The desk above decides from now on. The limit that runs goes on running."""
    case = at_desk(number, by=by, may=May.ESCALATE)
    before, case.state = case.state, FLOW.after("escalate", case.state)
    if not may_escalate(case, by):
        raise UnableToEscalate("本件已在市级，不能再提级。")
    if not words.strip():
        raise UnableToEscalate("请写明提级的理由，上级要照此办理。", field="words")
    lay(case, -1, now)
    journal.record(
        "cases.escalated", case, by=by, at=now, before=before, after=case.state, desk=case.desk,
        words=words.strip(), circle=circle_told(case),
    )  # fmt: skip
    return case


@transaction.atomic
def hand_down(number: str, *, words: str, by: Actor, now: datetime) -> Case:
    """The next desk below decides from now on, by the instructions given.

    The city's agency names the responsible county by it. The limit that runs goes on running.
    """
    case = at_desk(number, by=by, may=May.HAND_DOWN)
    before, case.state = case.state, FLOW.after("hand_down", case.state)
    if not may_hand_down(case, by):
        raise UnableToHandDown("本件就在乡镇（街道）平台，没有下一级可以交办。")
    if not words.strip():
        raise UnableToHandDown("请写明交办的要求，下级要照此办理。", field="words")
    lay(case, +1, now)
    journal.record(
        "cases.handed_down", case, by=by, at=now, before=before, after=case.state, desk=case.desk,
        words=words.strip(), circle=circle_told(case),
    )  # fmt: skip
    return case


def lay(case: Case, step: int, now: datetime) -> None:
    """The case lies at the next desk along its code, which comes to know of it."""
    level = DESKS[DESKS.index(case.desk.level) + step]
    case.desk = case.code.at(level)
    case.circle = widened(case, of_desks(case, local_day(now)))
    case.save(update_fields=["desk", "circle"])
