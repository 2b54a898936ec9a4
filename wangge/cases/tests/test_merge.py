from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import GRID_NEXT_DOOR, WATER
from tests.town import CHEN, DENG, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToMerge, hand_back, merge, report
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.related import end_of, merged_in
from wangge.cases.tests.builders import (
    A_CASE,
    accepted,
    closed,
    dispatched,
    handed_back,
    reported,
    said,
)
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_ends_the_case_which_goes_on_in_the_main_one() -> None:
    case, main = reported(), dispatched()

    merge(case.number, into=main.number, by=WANG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.merged_into, case.due_at) == ("merged", main, None)
    assert case.closed_at == NOW
    assert merged_in(main) == [case]
    assert not differences(case)
    assert not differences(main)


def test_is_in_the_journal_of_both() -> None:
    case, main = reported(), accepted()

    merge(case.number, into=main.number, by=WANG, now=NOW)

    told = Entry.objects.get(event="cases.merged").detail
    assert (told["before"], told["after"], told["main"]) == ("reported", "merged", main.number)
    assert Entry.objects.get(event="cases.took_in").subject == f"case:{main.pk}"


def test_a_chain_leads_to_its_end() -> None:
    first, second, third = reported("甲"), reported("乙"), reported("丙")

    merge(first.number, into=second.number, by=WANG, now=NOW)
    merge(second.number, into=third.number, by=WANG, now=NOW)

    first.refresh_from_db()
    assert end_of(first) == third
    assert merged_in(third) == [first, second]


def test_participants_who_are_still_at_work_are_released() -> None:
    case = dispatched(WATER.id)
    hand_back(case.number, basis="不属于本局职责", by=LI, now=NOW)

    merge(case.number, into=reported().number, by=WANG, now=NOW)

    case.refresh_from_db()
    assert Part.objects.get(case=case, unit=WATER.id).state == "released"
    assert not differences(case)


@pytest.mark.parametrize("build", [reported, accepted, handed_back])
def test_is_open_from(build: type) -> None:
    assert merge(build().number, into=reported().number, by=DENG, now=NOW).state == "merged"


@pytest.mark.parametrize(
    "state", ["dispatched", "handling", "verifying", "follow_up", "closed", "declined"]
)
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        merge(A_CASE[State(state)]().number, into=reported().number, by=WANG, now=NOW)


def test_the_main_case_is_open_in_sight_and_another() -> None:
    case = reported()
    elsewhere = report(said(grid=GRID_NEXT_DOOR), by=TANG, now=NOW)
    merged = reported()
    merge(merged.number, into=accepted().number, by=WANG, now=NOW)
    unfit = (closed().number, merged.number, case.number, elsewhere.number, "43110399", "")
    for into in unfit:
        with pytest.raises(UnableToMerge) as refusal:
            merge(case.number, into=into, by=WANG, now=NOW)
        assert refusal.value.field == "into"


def test_what_only_some_may_know_merges_with_its_like_alone() -> None:
    secret, open_one, like = reported(), reported(), reported()
    circle = [WANG.id, DENG.id]
    Case.objects.filter(pk=secret.pk).update(circle=circle)
    Case.objects.filter(pk=like.pk).update(circle=circle[::-1])
    for number, into in ((secret, open_one), (open_one, secret)):
        with pytest.raises(UnableToMerge):
            merge(number.number, into=into.number, by=WANG, now=NOW)

    assert merge(secret.number, into=like.number, by=WANG, now=NOW).state == "merged"


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (CHEN, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    case, main = reported(), reported()
    with pytest.raises(refusal):
        merge(case.number, into=main.number, by=by, now=NOW)
