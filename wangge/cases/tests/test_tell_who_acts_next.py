"""Whoever must act next is told in the house, once."""

from __future__ import annotations

import pytest

from democity.cast import WATER
from tests.town import DENG, LI, LIU, NOW, QIN, WANG, ZHOU
from wangge.cases.actions import fail_check, hand_back
from wangge.cases.models import Case
from wangge.cases.tests.builders import (
    accepted,
    dispatched,
    follow_up,
    handling,
    reported,
    verifying,
)
from wangge.journal.jobs import deliver_one
from wangge.kernel.actor import Actor
from wangge.messages.models import Notice

pytestmark = pytest.mark.usefixtures("town")


def told(case: Case, about: str) -> set[object]:
    while deliver_one(now=NOW):
        pass
    rows = Notice.objects.filter(path=f"/cases/{case.number}/", title__contains=about)
    return set(rows.values_list("account", flat=True))


def people(*actors: Actor) -> set[object]:
    return {actor.id for actor in actors}


def test_a_report_tells_the_nearest_desk() -> None:
    assert told(reported(), "待受理") == people(WANG)


def test_an_acceptance_does_not_tell_the_one_who_accepted() -> None:
    assert told(accepted(), "待分派") == set()


def test_a_dispatch_tells_lead_and_participants() -> None:
    assert told(dispatched(WATER.id), "待签收") == people(LI, LIU, QIN)


def test_a_hand_back_by_the_lead_tells_the_desk() -> None:
    case = dispatched()
    hand_back(case.number, basis="不属于本局", by=LI, now=NOW)
    assert told(case, "被退回，待重新分派") == people(WANG)


def test_a_hand_back_by_a_participant_says_so() -> None:
    case = handling(WATER.id)
    hand_back(case.number, basis="不属于本局", by=QIN, now=NOW)
    assert told(case, "有协办单位退回") == people(WANG)
    assert told(case, "被退回，待重新分派") == set()


def test_a_conclusion_tells_the_worker_of_the_grid() -> None:
    assert told(verifying(), "待您核查") == people(ZHOU)


def test_a_failed_check_tells_the_unit() -> None:
    case = verifying()
    fail_check(case.number, words="没好", by=ZHOU, now=NOW)
    assert told(case, "请重办") == people(LI, LIU)


def test_a_passed_check_tells_the_desk() -> None:
    assert told(follow_up(), "待回访结案") == people(WANG)
    assert not Notice.objects.filter(account=DENG.id).exists()
