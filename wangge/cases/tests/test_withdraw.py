from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import CHEN, LI, NOW, TANG, WANG, ZHAO, ZHOU
from wangge.cases.actions import UnableToWithdraw, merge, withdraw
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.cases.tests.builders import A_CASE, reported, to_confirm
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("town")
OPEN_FROM = {State.TO_CONFIRM, State.REPORTED, State.SENT_BACK, State.ACCEPTED}


def reporter_of(case: Case) -> Actor:
    return resident(case.pk) if case.channel == "public" else ZHOU


def test_ends_the_case_and_its_clock() -> None:
    case = withdraw(reported().number, by=ZHOU, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.due_at, case.closed_at) == ("withdrawn", None, NOW)


def test_is_written_in_the_journal_with_a_reason_or_without_and_replays() -> None:
    case = withdraw(reported().number, reason=" 灯又亮了 ", by=ZHOU, now=NOW)
    withdraw(reported().number, by=ZHOU, now=NOW)

    reasons = [e.detail["reason"] for e in Entry.objects.filter(event="cases.withdrawn")]
    assert sorted(reasons) == ["", "灯又亮了"]
    case.refresh_from_db()
    assert differences(case) == {}


def test_a_resident_withdraws_their_own_and_no_other() -> None:
    case = to_confirm()
    with pytest.raises(Case.DoesNotExist):
        withdraw(case.number, by=resident(new_id()), now=NOW)
    assert withdraw(case.number, by=resident(case.pk), now=NOW).state == "withdrawn"


@pytest.mark.parametrize("by", [WANG, ZHAO])
def test_is_only_for_who_reported_it(by: Actor) -> None:
    case = reported()
    with pytest.raises(UnableToWithdraw, match="上报人本人"):
        withdraw(case.number, by=by, now=NOW)
    case.refresh_from_db()
    assert case.state == "reported"


@pytest.mark.parametrize("state", sorted(OPEN_FROM))
def test_is_open_from(state: str) -> None:
    case = A_CASE[State(state)]()
    assert withdraw(case.number, by=reporter_of(case), now=NOW).state == "withdrawn"


@pytest.mark.parametrize("state", sorted(set(State) - OPEN_FROM))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        withdraw(A_CASE[State(state)]().number, by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(CHEN, PermissionDenied), (LI, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        withdraw(reported().number, by=by, now=NOW)


def test_a_case_for_which_others_wait_is_not_taken_back() -> None:
    main = to_confirm()
    other = merge(to_confirm().number, into=main.number, by=WANG, now=NOW)
    with pytest.raises(UnableToWithdraw, match="还有别人反映"):
        withdraw(main.number, by=resident(main.pk), now=NOW)
    assert other.merged_into_id == main.pk
