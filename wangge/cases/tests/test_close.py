from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import WATER
from tests.town import DENG, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToClose, close
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import A_CASE, follow_up
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_ends_the_case_and_its_clock() -> None:
    case = close(follow_up().number, outcome="satisfied", by=WANG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == ("closed", "satisfied", NOW)
    assert (case.due_at, case.warn_at) == (None, None)


def test_is_written_in_the_journal() -> None:
    close(follow_up().number, outcome="unreached", by=DENG, now=NOW)
    assert Entry.objects.get(event="cases.closed").detail["outcome"] == "unreached"


@pytest.mark.parametrize("outcome", ["", "great"])
def test_needs_an_outcome(outcome: str) -> None:
    with pytest.raises(UnableToClose) as refusal:
        close(follow_up().number, outcome=outcome, by=WANG, now=NOW)
    assert refusal.value.field == "outcome"


def test_waits_for_every_unit_still_at_work() -> None:
    case = follow_up()
    part = Part.objects.get(case=case)
    part.pk, part.unit, part.is_lead, part.state = WATER.id, WATER.id, False, "handling"
    part.save(force_insert=True)

    with pytest.raises(UnableToClose, match="还有单位在办"):
        close(case.number, outcome="satisfied", by=WANG, now=NOW)


@pytest.mark.parametrize(
    "state",
    ["reported", "accepted", "dispatched", "handling", "handed_back", "verifying", "closed",
     "declined"],
)  # fmt: skip
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        close(A_CASE[State(state)]().number, outcome="satisfied", by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (LI, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        close(follow_up().number, outcome="satisfied", by=by, now=NOW)
