from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import WATER
from tests.town import CHEN, DENG, LI, NOW, QIN, TANG, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.actions import UnableToReopen, reopen
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord
from wangge.cases.tests.builders import A_CASE, closed, declined, said
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
OPEN_FROM = {State.CLOSED, State.DECLINED}


def test_waits_to_be_dispatched_again_and_is_not_closed_any_more() -> None:
    case = reopen(closed().number, reason="又不亮了", by=WANG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.reopens, case.closed_at, case.outcome) == ("accepted", 1, None, "")
    assert case.due_at is not None
    last = LimitRecord.objects.filter(case=case).order_by("id").last()
    assert last is not None
    assert last.stage == "dispatch"


def test_goes_its_way_to_the_end_once_more() -> None:
    case = reopen(closed().number, reason="又不亮了", by=WANG, now=NOW)
    actions.dispatch(case.number, lead=WATER.id, by=WANG, now=NOW)
    actions.sign(case.number, by=QIN, now=NOW)
    actions.conclude(case.number, result="已换线路", by=QIN, now=NOW)
    actions.confirm_done(case.number, by=ZHOU, now=NOW)
    case = actions.close(case.number, outcome="nobody", by=WANG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.outcome, case.round) == ("closed", "nobody", 2)
    assert differences(case) == {}


def test_is_written_in_the_journal_and_replays() -> None:
    case = reopen(declined().number, reason=" 情况属实 ", by=DENG, now=NOW)

    detail = Entry.objects.get(event="cases.reopened").detail
    assert (detail["before"], detail["after"]) == ("declined", "accepted")
    assert (detail["reason"], detail["reopens"]) == ("情况属实", 1)
    case.refresh_from_db()
    assert differences(case) == {}


def test_what_was_settled_on_the_spot_was_not() -> None:
    case = actions.self_handle(said("已劝导"), by=ZHOU, now=NOW)
    case = reopen(case.number, reason="没有解决", by=WANG, now=NOW)

    case.refresh_from_db()
    assert case.self_handled is False
    assert differences(case) == {}


def test_says_why() -> None:
    case = closed()
    with pytest.raises(UnableToReopen) as refusal:
        reopen(case.number, reason=" ", by=WANG, now=NOW)
    assert refusal.value.field == "reason"
    case.refresh_from_db()
    assert case.state == "closed"


@pytest.mark.parametrize("state", sorted(OPEN_FROM))
def test_is_open_from(state: str) -> None:
    case = reopen(A_CASE[State(state)]().number, reason="没有解决", by=WANG, now=NOW)
    assert case.state == "accepted"


@pytest.mark.parametrize("state", sorted(set(State) - OPEN_FROM))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        reopen(A_CASE[State(state)]().number, reason="没有解决", by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHOU, PermissionDenied),
        (CHEN, PermissionDenied),
        (LI, PermissionDenied),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reopen(closed().number, reason="没有解决", by=by, now=NOW)
