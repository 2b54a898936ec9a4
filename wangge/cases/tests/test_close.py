from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import URBAN, WATER
from tests.town import DENG, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToClose, close
from wangge.cases.flow import State
from wangge.cases.models import Case, Channel, Part, Rating
from wangge.cases.tests.asked import done_again, rejected, to_follow_up, tried
from wangge.cases.tests.builders import A_CASE, follow_up
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_ends_the_case_and_its_clock() -> None:
    case = close(follow_up().number, outcome="satisfied", by=WANG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == ("closed", "satisfied", NOW)
    assert (case.due_at, case.warn_at) == (None, None)
    assert differences(case) == {}


def test_is_written_in_the_journal() -> None:
    close(follow_up().number, outcome="nobody", by=DENG, now=NOW)
    assert Entry.objects.get(event="cases.closed").detail["outcome"] == "nobody"


@pytest.mark.parametrize("outcome", ["satisfied", "basically"])
def test_what_was_said_on_the_phone_is_the_rating_of_the_lead(outcome: str) -> None:
    close(to_follow_up().number, outcome=outcome, words="挺快", by=WANG, now=NOW)

    rating = Rating.objects.get()
    assert (rating.score, rating.reason, rating.unit) == (outcome, "挺快", URBAN.id)


@pytest.mark.parametrize("outcome", ["", "great", "unsatisfied"])
def test_needs_an_outcome(outcome: str) -> None:
    with pytest.raises(UnableToClose) as refusal:
        close(follow_up().number, outcome=outcome, by=WANG, now=NOW)
    assert refusal.value.field == "outcome"


@pytest.mark.parametrize(("calls", "left"), [(0, 3), (1, 2), (2, 1)])
def test_nobody_was_reached_only_after_three_tries(calls: int, left: int) -> None:
    case = tried(to_follow_up(), calls)
    with pytest.raises(UnableToClose, match=f"还要再联系 {left} 次") as refusal:
        close(case.number, outcome="unreached", by=WANG, now=NOW)
    assert refusal.value.field == "outcome"


def test_after_three_tries_nobody_was_reached_and_nothing_is_rated() -> None:
    case = close(tried(to_follow_up(), 3).number, outcome="unreached", by=WANG, now=NOW)
    assert case.outcome == "unreached"
    assert not Rating.objects.exists()


def test_tries_before_it_was_done_again_do_not_count() -> None:
    case = done_again(rejected())
    tried(case, 2)
    with pytest.raises(UnableToClose, match="还要再联系 1 次"):
        close(case.number, outcome="unreached", by=WANG, now=NOW)


def test_who_left_no_number_cannot_be_called() -> None:
    case = to_follow_up(channel=Channel.WALK_IN, phone="")
    assert close(case.number, outcome="unreached", by=WANG, now=NOW).state == "closed"


@pytest.mark.parametrize(
    ("channel", "phone"),
    [(Channel.PHONE, ""), (Channel.WALK_IN, ""), (Channel.WORKER, "13800000001")],
)
def test_there_is_somebody_to_ask_unless_a_worker_found_it(channel: str, phone: str) -> None:
    case = to_follow_up(channel=channel, phone=phone)
    with pytest.raises(UnableToClose, match="有反映人") as refusal:
        close(case.number, outcome="nobody", by=WANG, now=NOW)
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
    [
        "reported",
        "accepted",
        "dispatched",
        "handling",
        "handed_back",
        "verifying",
        "closed",
        "declined",
        "to_confirm",
        "sent_back",
        "merged",
        "withdrawn",
        "archived",
    ],
)
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
