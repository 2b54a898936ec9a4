from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import URBAN
from tests.town import DENG, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToRate, rate, self_handle
from wangge.cases.flow import State
from wangge.cases.models import Case, Rating
from wangge.cases.queries import open_verbs
from wangge.cases.tests.asked import ended, sender, to_follow_up
from wangge.cases.tests.builders import A_CASE, said
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
LAST = NOW + timedelta(days=15)


@pytest.mark.parametrize("outcome", ["satisfied", "basically"])
def test_closes_a_case_that_waited_for_it(outcome: str) -> None:
    case = to_follow_up()

    rate(case.number, outcome=outcome, reason="很快", by=sender(case), now=NOW)

    case.refresh_from_db()
    rating = Rating.objects.get()
    assert (case.state, case.outcome, case.closed_at, case.due_at) == (
        "closed", outcome, NOW, None,
    )  # fmt: skip
    assert (rating.score, rating.reason, rating.unit, rating.by) == (
        outcome, "很快", URBAN.id, sender(case).id,
    )  # fmt: skip
    assert differences(case) == {}


def test_is_kept_of_a_case_that_was_closed_without_reaching_anybody() -> None:
    case = ended("unreached")

    rate(case.number, outcome="satisfied", by=sender(case), now=LAST)

    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == ("closed", "satisfied", NOW)
    assert differences(case) == {}


def test_is_written_in_the_journal_without_words() -> None:
    case = to_follow_up()
    rate(case.number, outcome="satisfied", reason="很快", by=sender(case), now=NOW)

    detail = Entry.objects.get(event="cases.rated").detail
    assert (detail["before"], detail["after"], detail["outcome"]) == (
        "follow_up", "closed", "satisfied",
    )  # fmt: skip
    assert "很快" not in str(detail)


@pytest.mark.parametrize("outcome", ["", "unsatisfied", "unreached", "great"])
def test_needs_one_of_two_answers(outcome: str) -> None:
    case = to_follow_up()
    with pytest.raises(UnableToRate) as refusal:
        rate(case.number, outcome=outcome, by=sender(case), now=NOW)
    assert refusal.value.field == "outcome"


def test_is_said_once() -> None:
    case = ended("satisfied")
    with pytest.raises(UnableToRate, match="已经评价过"):
        rate(case.number, outcome="basically", by=sender(case), now=NOW)


def test_is_said_within_fifteen_days() -> None:
    case = ended("unreached")
    with pytest.raises(UnableToRate, match="15 日"):
        rate(case.number, outcome="satisfied", by=sender(case), now=LAST + timedelta(seconds=1))


def test_there_is_nobody_to_rate_when_a_worker_settled_it() -> None:
    case = self_handle(said(), by=ZHOU, now=NOW)
    with pytest.raises(UnableToRate, match="当场办结"):
        rate(case.number, outcome="satisfied", by=sender(case), now=NOW)


def test_is_offered_while_it_can_be_said() -> None:
    case = ended("unreached")
    assert open_verbs(case, by=sender(case), now=LAST) == ["rate", "reject"]
    assert open_verbs(case, by=sender(case), now=LAST + timedelta(seconds=1)) == []

    rate(case.number, outcome="satisfied", by=sender(case), now=LAST)
    case.refresh_from_db()
    assert open_verbs(case, by=sender(case), now=LAST) == []


@pytest.mark.parametrize("state", sorted(set(A_CASE) - {State.FOLLOW_UP, State.CLOSED}))
def test_is_closed_from(state: State) -> None:
    case = A_CASE[state]()
    with pytest.raises(UnableToMove):
        rate(case.number, outcome="satisfied", by=sender(case), now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (WANG, PermissionDenied),
        (DENG, PermissionDenied),
        (LI, PermissionDenied),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        rate(to_follow_up().number, outcome="satisfied", by=by, now=NOW)


def test_one_reporter_does_not_see_another_s_case() -> None:
    case, other = to_follow_up(), to_follow_up()
    with pytest.raises(Case.DoesNotExist):
        rate(case.number, outcome="satisfied", by=sender(other), now=NOW)
