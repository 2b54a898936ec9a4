"""The end of a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from .. import ratings
from ..flow import FLOW, OPEN_PARTS
from ..models import Case, Outcome, Score
from ..policies import May
from ..queries import get_case, present_parts
from . import clock
from .asking import keep_rating


class UnableToClose(Unable):
    """A case closes when no unit is still at work and the follow-up has an outcome."""


@transaction.atomic
def close(number: str, *, outcome: str, words: str = "", by: Actor, now: datetime) -> Case:
    """The case has ended; no clock runs any more.

    What the reporter said on the phone counts as their rating; nobody counts as reached only
    after three calls in vain.
    """
    case = get_case(number, by=by, may=May.CLOSE, lock=True)
    before, case.state = case.state, FLOW.after("close", case.state)
    if outcome not in Outcome.values:
        raise UnableToClose("请选择回访结果。", field="outcome")
    if any(part.state in OPEN_PARTS for part in present_parts(case)):
        raise UnableToClose("还有单位在办，不能结案。")
    _must_be_true(case, Outcome(outcome))
    case.outcome = Outcome(outcome)
    if outcome in Score.values:
        keep_rating(case, Score(outcome), words, by=by, now=now)
    clock.stop(case, now=now)
    case.save()
    journal.record(
        "cases.closed", case, by=by, at=now, before=before, after=case.state,
        outcome=outcome, words=words.strip(),
    )  # fmt: skip
    return case


def _must_be_true(case: Case, outcome: Outcome) -> None:
    if outcome == Outcome.NOBODY and not ratings.nobody_to_ask(case):
        raise UnableToClose("本件有反映人，应当回访；联系不上的请记录每次回访。", field="outcome")
    left = ratings.tries_left(case)
    if outcome == Outcome.UNREACHED and left:
        raise UnableToClose(
            f"联系 {ratings.TRIES} 次仍未联系上的，才能按“未联系上”结案，"
            f"还要再联系 {left} 次，并用“记录回访”逐次登记。",
            field="outcome",
        )
