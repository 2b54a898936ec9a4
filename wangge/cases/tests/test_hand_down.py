from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import CITY, COUNTY, TOWNSHIP
from tests.town import CHEN, DENG, HE, LI, NOW, PENG, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToHandDown, accept, escalate, hand_down
from wangge.cases.actions.at_desk import UnableToDecideHere
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import open_verbs
from wangge.cases.tests.builders import A_CASE, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
OPEN_FROM = {State.REPORTED, State.ACCEPTED, State.HANDED_BACK}


def at_county() -> Case:
    return escalate(reported().number, words="需上级协调", by=WANG, now=NOW)


def at_city() -> Case:
    return escalate(at_county().number, words="需市级指定", by=DENG, now=NOW)


def test_comes_down_one_desk_at_a_time() -> None:
    case = at_city()
    case = hand_down(case.number, words="由冷水滩区办理", by=HE, now=NOW)
    assert case.desk == COUNTY
    case = hand_down(case.number, words="由街道办理", by=DENG, now=NOW)

    case.refresh_from_db()
    assert (case.desk, case.state) == (TOWNSHIP, "reported")
    assert accept(case.number, by=WANG, now=NOW).state == "accepted"


def test_the_county_s_agency_may_too() -> None:
    assert hand_down(at_county().number, words="由街道办理", by=CHEN, now=NOW).desk == TOWNSHIP


def test_is_written_in_the_journal_and_replays() -> None:
    case = hand_down(at_county().number, words=" 由街道办理 ", by=DENG, now=NOW)

    detail = Entry.objects.get(event="cases.handed_down").detail
    assert (detail["before"], detail["after"]) == ("reported", "reported")
    assert (detail["desk"], detail["words"]) == (TOWNSHIP, "由街道办理")
    case.refresh_from_db()
    assert differences(case) == {}


def test_there_is_nothing_below_the_township() -> None:
    case = reported()
    with pytest.raises(UnableToHandDown, match="没有下一级"):
        hand_down(case.number, words="由村办理", by=WANG, now=NOW)
    assert "hand_down" not in open_verbs(case, by=WANG, now=NOW)
    assert "hand_down" not in open_verbs(case, by=HE, now=NOW)


def test_says_what_to_do() -> None:
    with pytest.raises(UnableToHandDown) as refusal:
        hand_down(at_county().number, words="", by=DENG, now=NOW)
    assert refusal.value.field == "words"


def test_is_not_for_the_desk_below() -> None:
    with pytest.raises(UnableToDecideHere):
        hand_down(at_county().number, words="还给我", by=WANG, now=NOW)
    with pytest.raises(UnableToDecideHere):
        hand_down(at_city().number, words="还给我", by=DENG, now=NOW)


@pytest.mark.parametrize("state", sorted(OPEN_FROM))
def test_is_open_from(state: str) -> None:
    case = A_CASE[State(state)]()
    Case.objects.filter(pk=case.pk).update(desk=CITY)
    down = hand_down(case.number, words="由冷水滩区办理", by=HE, now=NOW)
    assert (down.desk, down.state) == (COUNTY, state)


@pytest.mark.parametrize("state", sorted(set(State) - OPEN_FROM))
def test_is_closed_from(state: str) -> None:
    case = A_CASE[State(state)]()
    Case.objects.filter(pk=case.pk).update(desk=COUNTY)
    with pytest.raises(UnableToMove):
        hand_down(case.number, words="由街道办理", by=DENG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHOU, PermissionDenied),
        (PENG, PermissionDenied),
        (LI, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        hand_down(at_county().number, words="由街道办理", by=by, now=NOW)
