from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import CHEN, DENG, LI, NOW, TANG, WANG, XIE, ZHOU
from wangge.cases.actions import UnableToSendBack, escalate, send_back
from wangge.cases.actions.at_desk import UnableToDecideHere
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord
from wangge.cases.tests.builders import A_CASE, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_asks_the_reporter_for_what_is_missing_by_a_limit() -> None:
    case = send_back(reported().number, words="是哪一盏灯", by=WANG, now=NOW)

    case.refresh_from_db()
    assert case.state == "sent_back"
    # three working days from Wednesday 10 June: the end of Monday
    assert case.due_at == datetime(2026, 6, 15, 17, 30, tzinfo=SHANGHAI)
    assert [r.stage for r in LimitRecord.objects.order_by("id")] == ["accept", "correct"]


def test_is_written_in_the_journal_and_replays() -> None:
    case = send_back(reported().number, words=" 是哪一盏灯 ", by=DENG, now=NOW)

    detail = Entry.objects.get(event="cases.sent_back").detail
    assert (detail["before"], detail["after"], detail["words"]) == (
        "reported", "sent_back", "是哪一盏灯",
    )  # fmt: skip
    case.refresh_from_db()
    assert differences(case) == {}


def test_says_what_is_missing() -> None:
    case = reported()
    with pytest.raises(UnableToSendBack) as refusal:
        send_back(case.number, words=" ", by=WANG, now=NOW)
    assert refusal.value.field == "words"
    case.refresh_from_db()
    assert case.state == "reported"


@pytest.mark.parametrize("state", sorted(set(State) - {State.REPORTED}))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        send_back(A_CASE[State(state)]().number, words="缺地点", by=WANG, now=NOW)


def test_is_the_upper_desk_s_once_it_was_raised() -> None:
    case = escalate(reported().number, words="需县级协调", by=WANG, now=NOW)
    with pytest.raises(UnableToDecideHere):
        send_back(case.number, words="缺地点", by=WANG, now=NOW)
    assert send_back(case.number, words="缺地点", by=DENG, now=NOW).state == "sent_back"


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHOU, PermissionDenied),
        (XIE, PermissionDenied),
        (CHEN, PermissionDenied),
        (LI, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        send_back(reported().number, words="缺地点", by=by, now=NOW)
