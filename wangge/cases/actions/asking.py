"""Asking the reporter once it is done: calls, ratings, and doing it again (Art. 10)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from .. import ratings
from ..flow import FLOW, State
from ..models import Call, Case, Outcome, Rating, Score
from ..policies import May
from ..queries import get_case, resident
from . import clock
from .rework import give_back_to_lead


class UnableToLogCall(Unable):
    """Whoever was reached said something."""


class UnableToRate(Unable):
    """The reporter rates once each time it was done, and within the days for it."""


class UnableToReject(UnableToRate):
    """It is done again for a reason, once for each rating."""


@transaction.atomic
def log_call(number: str, *, reached: bool, words: str = "", by: Actor, now: datetime) -> Call:
    """A try to reach the reporter is on record; what was said stays out of the journal."""
    case = get_case(number, by=by, may=May.LOG_CALL, lock=True)
    after = FLOW.after("log_call", case.state)
    if reached and not words.strip():
        raise UnableToLogCall("联系上了，请记下反映人怎么说。", field="words")
    call = Call.objects.create(
        case=case,
        code=case.code,
        rework=ratings.time_of(case),
        reached=reached,
        words=words.strip(),
        by=by.id,
        by_label=by.label,
        at=now,
    )
    journal.record(
        "cases.call_logged", case, by=by, at=now, before=case.state, after=after, reached=reached
    )
    return call


@transaction.atomic
def rate(number: str, *, outcome: str, reason: str = "", by: Actor, now: datetime) -> Case:
    """The reporter is satisfied: a case that waited for that closes, a closed one keeps it."""
    case = get_case(number, by=by, may=May.RATE, lock=True)
    before, case.state = case.state, FLOW.after("rate", case.state)
    if outcome not in {Outcome.SATISFIED, Outcome.BASICALLY}:
        raise UnableToRate(
            "请选择“满意”或“基本满意”；不满意的请写明理由，交回重办。", field="outcome"
        )
    _must_be_open_to_rating(case, before, now)
    keep_rating(case, Score(outcome), reason, by=by, now=now)
    case.outcome = Outcome(outcome)
    if before != State.CLOSED:
        clock.stop(case, now=now)
    case.save()
    journal.record(
        "cases.rated", case, by=by, at=now, before=before, after=case.state, outcome=outcome
    )
    return case


@transaction.atomic
def reject(number: str, *, reason: str, by: Actor, now: datetime) -> Case:
    """The reporter is not satisfied: the lead does it again under a new limit.

    Said by the reporter, or written down by the desk that has them on the phone.
    """
    case = get_case(number, by=by, may=May.REJECT, lock=True)
    before, case.state = case.state, FLOW.after("reject", case.state)
    if not reason.strip():
        raise UnableToReject("请写明哪里不满意。", field="reason")
    if before == State.CLOSED and by.id != resident(case.pk).id:
        raise UnableToReject("本件已结案，只能由反映人在查询页上评价；确需重办请用“重新办理”。")
    _must_be_open_to_rating(case, before, now)
    keep_rating(case, Score.UNSATISFIED, reason, by=by, now=now)
    limit = give_back_to_lead(case, "reject", now=now)
    case.outcome, case.closed_at = "", None
    case.save()
    journal.record(
        "cases.rejected", case, by=by, at=now, before=before, after=case.state,
        reason=reason.strip(), reworks=case.reworks, limit=clock.told(limit),
    )  # fmt: skip
    return case


def keep_rating(case: Case, score: Score, reason: str, *, by: Actor, now: datetime) -> Rating:
    """What the reporter thinks of this time's work, on the account of its lead."""
    return Rating.objects.create(
        case=case,
        code=case.code,
        unit=case.units[0] if case.units else None,
        rework=ratings.time_of(case),
        score=score,
        reason=reason.strip(),
        by=by.id,
        at=now,
    )


def _must_be_open_to_rating(case: Case, before: str, now: datetime) -> None:
    if not case.units:
        raise UnableToRate("本件当场办结，没有承办单位；有新情况请重新上报。")
    if ratings.present_rating(case):
        raise UnableToRate("本件已经评价过。")
    until = ratings.rate_until(case)
    if before == State.CLOSED and until and now > until:
        raise UnableToRate(
            f"评价须在结案后 {ratings.RATE_WITHIN.days} 日内提出，"
            "本件已过期；问题还在的，请重新上报。"
        )
