from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import HE, LI, NOW, PENG, TANG, WANG, ZHOU
from wangge.cases.actions import (
    UnableToRequestCheck,
    affirm,
    escalate,
    request_check,
)
from wangge.cases.actions.at_desk import UnableToDecideHere
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord
from wangge.cases.tests.builders import A_CASE, opinion, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_sends_the_worker_to_see_by_a_limit() -> None:
    case = request_check(reported().number, by=WANG, now=NOW)

    case.refresh_from_db()
    assert case.state == "to_confirm"
    # one working day from Wednesday 10 June: the end of Thursday
    assert case.due_at == datetime(2026, 6, 11, 17, 30, tzinfo=SHANGHAI)
    assert [r.stage for r in LimitRecord.objects.order_by("id")] == ["accept", "confirm"]


def test_is_written_in_the_journal_and_replays() -> None:
    case = request_check(reported().number, by=WANG, now=NOW)

    detail = Entry.objects.get(event="cases.check_requested").detail
    assert (detail["before"], detail["after"]) == ("reported", "to_confirm")
    case.refresh_from_db()
    assert differences(case) == {}


def test_lets_go_of_what_was_found_before() -> None:
    case = request_check(reported().number, by=WANG, now=NOW)
    affirm(case.number, by=ZHOU, now=NOW)

    case = request_check(case.number, by=WANG, now=NOW)

    case.refresh_from_db()
    assert case.finding == ""
    assert differences(case) == {}


def test_an_opinion_is_not_checked() -> None:
    case = opinion(None)
    with pytest.raises(UnableToRequestCheck):
        request_check(case.number, by=WANG, now=NOW)
    case.refresh_from_db()
    assert case.state == "reported"


@pytest.mark.parametrize("state", sorted(set(State) - {State.REPORTED}))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        request_check(A_CASE[State(state)]().number, by=WANG, now=NOW)


def test_is_no_longer_the_township_s_once_it_was_raised() -> None:
    case = escalate(reported().number, words="需县级协调", by=WANG, now=NOW)
    with pytest.raises(UnableToDecideHere, match="冷水滩区"):
        request_check(case.number, by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHOU, PermissionDenied),
        (PENG, PermissionDenied),
        (HE, PermissionDenied),
        (LI, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        request_check(reported().number, by=by, now=NOW)
