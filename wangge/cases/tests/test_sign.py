from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import WATER
from tests.town import LI, LIU, NOW, QIN, TANG, WANG
from wangge.cases.actions import sign
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import A_CASE, dispatched
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_of_the_lead_puts_the_case_in_hand_under_the_limit_that_was_running() -> None:
    before = dispatched()

    case = sign(before.number, by=LI, now=NOW)

    case.refresh_from_db()
    part = Part.objects.get(case=case)
    assert (case.state, part.state) == ("handling", "handling")
    assert part.due_at == case.due_at == before.due_at


def test_of_a_participant_does_not_move_the_case() -> None:
    case = sign(dispatched(WATER.id).number, by=QIN, now=NOW)

    assert case.state == "dispatched"
    assert Part.objects.get(case=case, unit=WATER.id).state == "handling"


def test_is_written_in_the_journal() -> None:
    sign(dispatched().number, by=LIU, now=NOW)
    detail = Entry.objects.get(event="cases.signed").detail
    assert (detail["before"], detail["after"], detail["part"], detail["lead"]) == (
        "dispatched", "handling", "handling", True,
    )  # fmt: skip


@pytest.mark.parametrize("state", ["handling", "handed_back", "verifying", "follow_up", "closed"])
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        sign(A_CASE[State(state)]().number, by=LI, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(WANG, PermissionDenied), (QIN, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        sign(dispatched().number, by=by, now=NOW)
