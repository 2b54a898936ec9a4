from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import CITY, COUNTY, TOWNSHIP, URBAN
from tests.town import CHEN, DENG, HE, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToEscalate, accept, conceal, dispatch, escalate
from wangge.cases.actions.at_desk import UnableToDecideHere
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord
from wangge.cases.queries import open_verbs
from wangge.cases.tests.builders import A_CASE, accepted, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.kernel.scope import Grant

pytestmark = pytest.mark.usefixtures("town")
OPEN_FROM = {State.REPORTED, State.ACCEPTED, State.HANDED_BACK}


def test_the_desk_above_decides_and_the_clock_runs_on() -> None:
    before = accepted()
    case = escalate(before.number, by=WANG, words="需上级协调", now=NOW)

    case.refresh_from_db()
    assert (case.desk, case.state, case.due_at) == (COUNTY, "accepted", before.due_at)
    assert LimitRecord.objects.filter(case=case).count() == 2
    with pytest.raises(UnableToDecideHere, match="冷水滩区"):
        dispatch(case.number, lead=URBAN.id, by=WANG, now=NOW)
    assert dispatch(case.number, lead=URBAN.id, by=DENG, now=NOW).state == "dispatched"


def test_goes_from_the_county_before_the_city() -> None:
    case = escalate(reported().number, by=WANG, words="需上级协调", now=NOW)
    case = escalate(case.number, by=DENG, words="需市级指定", now=NOW)

    case.refresh_from_db()
    assert case.desk == CITY
    with pytest.raises(UnableToDecideHere, match="永州市"):
        accept(case.number, by=DENG, now=NOW)
    assert "hand_down" in open_verbs(case, by=HE, now=NOW)
    assert "escalate" not in open_verbs(case, by=HE, now=NOW)


def test_there_is_nothing_above_the_city() -> None:
    case = reported()
    Case.objects.filter(pk=case.pk).update(desk=CITY)
    above = Actor(HE.id, "市级平台", frozenset({*HE.grants, *lifted(WANG)}), "operator")
    with pytest.raises(UnableToEscalate, match="已在市级"):
        escalate(case.number, by=above, words="再上", now=NOW)


def lifted(by: Actor) -> set[Grant]:
    """The actor's grants as if they held them for the whole city."""
    return {Grant(grant.permission, CITY) for grant in by.grants}


def test_is_written_in_the_journal_and_replays() -> None:
    case = escalate(reported().number, by=WANG, words=" 需上级协调 ", now=NOW)

    detail = Entry.objects.get(event="cases.escalated").detail
    assert (detail["before"], detail["after"]) == ("reported", "reported")
    assert (detail["desk"], detail["words"]) == (COUNTY, "需上级协调")
    case.refresh_from_db()
    assert differences(case) == {}


def test_of_a_confidential_case_the_desk_above_comes_to_know() -> None:
    case = conceal(reported().number, reason="涉及隐私", by=WANG, now=NOW)
    escalate(case.number, by=WANG, words="需上级协调", now=NOW)
    case = escalate(case.number, by=DENG, words="需市级指定", now=NOW)

    case.refresh_from_db()
    assert HE.id in (case.circle or [])
    assert CHEN.id not in (case.circle or [])
    assert differences(case) == {}


def test_says_why() -> None:
    with pytest.raises(UnableToEscalate) as refusal:
        escalate(reported().number, words=" ", by=WANG, now=NOW)
    assert refusal.value.field == "words"


@pytest.mark.parametrize("state", sorted(OPEN_FROM))
def test_is_open_from(state: str) -> None:
    case = A_CASE[State(state)]()
    assert case.desk == TOWNSHIP
    raised = escalate(case.number, words="需上级协调", by=WANG, now=NOW)
    assert (raised.desk, raised.state) == (COUNTY, state)


@pytest.mark.parametrize("state", sorted(set(State) - OPEN_FROM))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        escalate(A_CASE[State(state)]().number, words="需上级协调", by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ZHOU, PermissionDenied),
        (CHEN, PermissionDenied),
        (HE, PermissionDenied),
        (LI, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        escalate(reported().number, words="需上级协调", by=by, now=NOW)
