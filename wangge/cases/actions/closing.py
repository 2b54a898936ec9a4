"""The end of a case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from ..flow import FLOW, OPEN_PARTS
from ..models import Case, Outcome
from ..policies import May
from ..queries import get_case, present_parts
from . import clock


class UnableToClose(Unable):
    """A case closes when no unit is still at work and the follow-up has an outcome."""


@transaction.atomic
def close(number: str, *, outcome: str, words: str = "", by: Actor, now: datetime) -> Case:
    """The case has ended; no clock runs any more."""
    case = get_case(number, by=by, may=May.CLOSE, lock=True)
    before, case.state = case.state, FLOW.after("close", case.state)
    if outcome not in Outcome.values:
        raise UnableToClose("请选择回访结果。", field="outcome")
    if any(part.state in OPEN_PARTS for part in present_parts(case)):
        raise UnableToClose("还有单位在办，不能结案。")
    case.outcome = Outcome(outcome)
    clock.stop(case, now=now)
    case.save()
    journal.record(
        "cases.closed", case, by=by, at=now, before=before, after=case.state,
        outcome=outcome, words=words.strip(),
    )  # fmt: skip
    return case
