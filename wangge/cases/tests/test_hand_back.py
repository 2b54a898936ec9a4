from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import URBAN, WATER
from tests.town import LI, LIU, NOW, QIN, TANG, WANG
from wangge.cases.actions import UnableToHandBack, dispatch, hand_back, sign
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import A_CASE, dispatched, handling
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
BASIS = "三定方案第四条：路灯由供电部门维护"
LAST_MOMENT = datetime(2026, 6, 11, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_by_the_lead_returns_the_case_to_the_desk_under_a_new_dispatch_limit() -> None:
    before = dispatched()

    case = hand_back(before.number, basis=BASIS, by=LI, now=NOW)

    case.refresh_from_db()
    assert (case.state, Part.objects.get(case=case).state) == ("handed_back", "handed_back")
    assert case.due_at is not None
    assert before.due_at is not None
    assert case.due_at < before.due_at


def test_by_a_participant_leaves_the_others_at_work() -> None:
    case = hand_back(handling(WATER.id).number, basis=BASIS, by=QIN, now=NOW)

    case.refresh_from_db()
    assert case.state == "handling"
    assert Part.objects.get(case=case, unit=WATER.id).state == "handed_back"
    assert Part.objects.get(case=case, unit=URBAN.id).state == "handling"


def test_is_written_in_the_journal_with_its_basis() -> None:
    hand_back(dispatched().number, basis=BASIS, by=LI, now=NOW)
    detail = Entry.objects.get(event="cases.handed_back").detail
    assert (detail["basis"], detail["unit"]) == (BASIS, str(URBAN.id))


def test_needs_a_basis() -> None:
    with pytest.raises(UnableToHandBack) as refusal:
        hand_back(dispatched().number, basis="", by=LI, now=NOW)
    assert refusal.value.field == "basis"


def test_is_possible_up_to_the_end_of_the_next_working_day() -> None:
    assert (
        hand_back(dispatched().number, basis=BASIS, by=LI, now=LAST_MOMENT).state == "handed_back"
    )


def test_is_too_late_a_second_after() -> None:
    with pytest.raises(UnableToHandBack, match="06月11日 17:30"):
        hand_back(dispatched().number, basis=BASIS, by=LI, now=LAST_MOMENT + timedelta(seconds=1))


def test_is_possible_once_per_unit_and_case() -> None:
    case = dispatched()
    hand_back(case.number, basis=BASIS, by=LI, now=NOW)
    dispatch(case.number, lead=URBAN.id, by=WANG, now=NOW)

    with pytest.raises(UnableToHandBack, match="裁定"):
        hand_back(case.number, basis=BASIS, by=LI, now=NOW)


def test_is_possible_after_signing() -> None:
    case = dispatched()
    sign(case.number, by=LI, now=NOW)
    assert hand_back(case.number, basis=BASIS, by=LI, now=NOW).state == "handed_back"


@pytest.mark.parametrize("state", ["handed_back", "verifying", "follow_up", "closed"])
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        hand_back(A_CASE[State(state)]().number, basis=BASIS, by=LI, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(LIU, PermissionDenied), (WANG, PermissionDenied), (QIN, Case.DoesNotExist),
     (TANG, Case.DoesNotExist)],
)  # fmt: skip
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        hand_back(dispatched().number, basis=BASIS, by=by, now=NOW)
