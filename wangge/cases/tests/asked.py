"""Cases whose reporter can be asked, and what they answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from democity.cast import URBAN
from tests.town import CHEN, LI, LIU, NOW, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.models import Case, Channel, Rating
from wangge.cases.queries import resident
from wangge.cases.tests.builders import said
from wangge.kernel.actor import Actor

LATER = NOW + timedelta(hours=1)


def sender(case: Case) -> Actor:
    """Whoever opens the case by its follow code."""
    return resident(case.pk)


def to_follow_up(*, channel: str = Channel.PHONE, phone: str = "13800000001") -> Case:
    """Called in, handled, seen on site: now the caller is asked."""
    by = ZHOU if channel == Channel.WORKER else WANG
    case = actions.report(said(channel=channel, caller_phone=phone), by=by, now=NOW)
    actions.accept(case.number, by=WANG, now=NOW)
    actions.dispatch(case.number, lead=URBAN.id, by=WANG, now=NOW)
    actions.sign(case.number, by=LI, now=NOW)
    return done_again(case)


def done_again(case: Case, *, now: datetime = NOW) -> Case:
    """In hand at its lead: concluded and seen on site."""
    actions.conclude(case.number, result="已更换灯泡", by=LIU, now=now)
    return actions.confirm_done(case.number, by=ZHOU, now=now)


def tried(case: Case, times: int, *, now: datetime = NOW) -> Case:
    for _ in range(times):
        actions.log_call(case.number, reached=False, by=WANG, now=now)
    return case


def ended(outcome: str = "unreached", *, now: datetime = NOW) -> Case:
    """Closed by the desk."""
    case = to_follow_up()
    tried(case, 3 if outcome == "unreached" else 0)
    return actions.close(case.number, outcome=outcome, by=WANG, now=now)


def rejected(*, now: datetime = NOW) -> Case:
    case = to_follow_up()
    return actions.reject(case.number, reason="还是不亮", by=sender(case), now=now)


def appealed() -> Rating:
    case = rejected()
    return actions.appeal(case.number, words="与诉求无关", by=LI, now=LATER)


def set_aside() -> Rating:
    number = appealed().case.number
    return actions.set_aside(number, words="评价与办理无关", by=CHEN, now=LATER)
