from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToDecline, decline
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.tests.builders import A_CASE, reported
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_ends_the_case_and_its_clock() -> None:
    case = decline(reported().number, reason="重复上报", by=WANG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.due_at, case.closed_at) == ("declined", None, NOW)


def test_is_written_in_the_journal_with_its_reason() -> None:
    decline(reported().number, reason="重复上报", by=WANG, now=NOW)
    assert Entry.objects.get(event="cases.declined").detail["reason"] == "重复上报"


def test_needs_a_reason() -> None:
    case = reported()
    with pytest.raises(UnableToDecline) as refusal:
        decline(case.number, reason=" ", by=WANG, now=NOW)
    assert refusal.value.field == "reason"
    assert Case.objects.get(pk=case.pk).state == "reported"


@pytest.mark.parametrize("state", ["reported", "to_confirm", "sent_back"])
def test_is_open_from(state: str) -> None:
    case = decline(A_CASE[State(state)]().number, reason="重复", by=WANG, now=NOW)
    assert case.state == "declined"


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
        "merged",
        "withdrawn",
        "archived",
    ],
)
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        decline(A_CASE[State(state)]().number, reason="重复", by=WANG, now=NOW)


@pytest.mark.parametrize(("by", "refusal"), [(ZHOU, PermissionDenied), (TANG, Case.DoesNotExist)])
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        decline(reported().number, reason="重复", by=by, now=NOW)
