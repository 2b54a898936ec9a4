from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import DENG, DISPUTE, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToReport, accept
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord
from wangge.cases.tests.builders import A_CASE, reported
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_takes_the_case_in_and_starts_the_dispatch_limit() -> None:
    before = reported()

    case = accept(before.number, by=WANG, now=NOW)

    case.refresh_from_db()
    assert case.state == "accepted"
    assert case.due_at is not None
    assert before.due_at is not None
    assert case.due_at > before.due_at
    assert [r.stage for r in LimitRecord.objects.order_by("id")] == ["accept", "dispatch"]


def test_is_written_in_the_journal() -> None:
    case = accept(reported().number, by=WANG, now=NOW)

    entry = Entry.objects.get(event="cases.accepted")
    assert (entry.actor_label, entry.code, entry.at) == ("王示例", case.code, NOW)
    assert (entry.detail["before"], entry.detail["after"]) == ("reported", "accepted")


def test_may_correct_the_matter_and_the_urgency() -> None:
    case = accept(reported().number, matter=DISPUTE, urgency="urgent", by=WANG, now=NOW)
    assert (case.line, case.urgency) == (DISPUTE, "urgent")


def test_may_take_a_case_off_the_list() -> None:
    case = accept(reported().number, matter="", by=WANG, now=NOW)
    assert (case.line, case.category) == ("", "其他服务管理")


def test_does_not_file_under_a_matter_that_is_not_listed() -> None:
    case = reported()
    with pytest.raises(UnableToReport):
        accept(case.number, matter="99001", by=WANG, now=NOW)
    case.refresh_from_db()
    assert case.state == "reported"


@pytest.mark.parametrize("state", ["reported", "to_confirm"])
def test_is_open_from(state: str) -> None:
    assert accept(A_CASE[State(state)]().number, by=DENG, now=NOW).state == "accepted"


@pytest.mark.parametrize(
    "state",
    [
        "accepted",
        "dispatched",
        "handling",
        "handed_back",
        "verifying",
        "follow_up",
        "closed",
        "declined",
        "sent_back",
        "merged",
        "withdrawn",
        "archived",
    ],
)
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        accept(A_CASE[State(state)]().number, by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (LI, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        accept(reported().number, by=by, now=NOW)
