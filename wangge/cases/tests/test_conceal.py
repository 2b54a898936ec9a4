from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import CHEN, DENG, LI, LIU, NOW, PENG, QIN, TANG, WANG, XIE, ZHAO, ZHOU
from wangge.cases import actions
from wangge.cases.actions import UnableToConceal, conceal
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import checkers_of, local_day, open_verbs, resident
from wangge.cases.tests.builders import (
    A_CASE,
    WATER,
    accepted,
    dispatched,
    handling,
    opinion,
    reported,
    to_confirm,
    verifying,
)
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")
EVERYBODY = (CHEN, DENG, WANG, PENG, XIE, ZHOU, ZHAO, LI, LIU, QIN)
WHY = "涉及个人隐私"


def who_sees(case: Case) -> set[str]:
    case.refresh_from_db()
    return {one.label for one in EVERYBODY if one.scope("cases:view").covers(case)}


def names(*actors: Actor) -> set[str]:
    return {one.label for one in actors}


def test_leaves_it_to_who_conceals_the_desks_and_who_signs_for_its_units() -> None:
    case = dispatched(WATER.id)
    assert who_sees(case) == names(*EVERYBODY)

    conceal(case.number, reason=WHY, by=WANG, now=NOW)

    assert who_sees(case) == names(WANG, DENG, LI, LIU, QIN)


def test_of_a_case_without_units_only_the_desks_know() -> None:
    case = conceal(reported().number, reason=WHY, by=DENG, now=NOW)
    assert who_sees(case) == names(WANG, DENG)


def test_the_resident_who_reported_it_may_follow_it() -> None:
    case = to_confirm()
    conceal(case.number, reason=WHY, by=WANG, now=NOW)

    case.refresh_from_db()
    assert resident(case.pk).scope("cases:view").covers(case)


def test_is_written_in_the_journal_and_replays() -> None:
    case = conceal(dispatched().number, reason=f" {WHY} ", by=WANG, now=NOW)

    detail = Entry.objects.get(event="cases.concealed").detail
    assert (detail["before"], detail["after"], detail["reason"]) == (
        "dispatched", "dispatched", WHY,
    )  # fmt: skip
    assert set(detail["circle"]) == {
        str(one.id) for one in (WANG, DENG, LI, LIU, resident(case.pk))
    }
    case.refresh_from_db()
    assert differences(case) == {}


def test_a_dispatch_lets_in_who_signs_for_its_units() -> None:
    case = conceal(accepted().number, reason=WHY, by=WANG, now=NOW)
    actions.dispatch(case.number, lead=WATER.id, by=WANG, now=NOW)

    assert who_sees(case) == names(WANG, DENG, QIN)
    assert differences(case) == {}


def test_is_checked_by_the_nearest_in_the_circle_so_that_it_never_waits_for_ever() -> None:
    case = conceal(verifying().number, reason=WHY, by=WANG, now=NOW)
    case.refresh_from_db()
    assert checkers_of(case, local_day(NOW)) == {WANG.id}
    assert actions.confirm_done(case.number, by=WANG, now=NOW).state == "follow_up"


def test_is_done_once_and_says_why() -> None:
    case = conceal(handling().number, reason=WHY, by=WANG, now=NOW)
    with pytest.raises(UnableToConceal, match="已经是保密件"):
        conceal(case.number, reason=WHY, by=DENG, now=NOW)
    with pytest.raises(UnableToConceal, match="已经是保密件"):
        conceal(opinion(None).number, reason=WHY, by=WANG, now=NOW)
    with pytest.raises(UnableToConceal) as refusal:
        conceal(reported().number, reason=" ", by=WANG, now=NOW)
    assert refusal.value.field == "reason"
    assert "conceal" not in open_verbs(case, by=WANG, now=NOW)


@pytest.mark.parametrize("state", list(State))
def test_is_open_from_every_state(state: State) -> None:
    case = conceal(A_CASE[state]().number, reason=WHY, by=WANG, now=NOW)
    case.refresh_from_db()
    assert case.state == state
    assert WANG.id in (case.circle or [])


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHOU, PermissionDenied),
        (CHEN, PermissionDenied),
        (PENG, PermissionDenied),
        (LI, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        conceal(reported().number, reason=WHY, by=by, now=NOW)
