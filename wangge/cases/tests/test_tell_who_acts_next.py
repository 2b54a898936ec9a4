"""Whoever must act next is told in the house, once."""

from __future__ import annotations

import pytest

from democity.cast import WATER
from tests.town import CHEN, DENG, HE, LI, LIU, NOW, QIN, WANG, XIE, ZHOU
from wangge.cases import actions
from wangge.cases.actions import fail_check, hand_back
from wangge.cases.models import Case
from wangge.cases.tests.builders import (
    accepted,
    closed,
    dispatched,
    follow_up,
    handling,
    reported,
    said,
    sent_back,
    to_confirm,
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


def test_a_public_report_tells_the_worker_of_the_grid_and_not_yet_the_desk() -> None:
    case = to_confirm()
    assert told(case, "待您核实") == people(ZHOU)
    assert told(case, "待受理") == set()


def test_a_request_for_a_check_tells_the_worker() -> None:
    case = actions.request_check(
        actions.report(said(channel="phone"), by=WANG, now=NOW).number, by=WANG, now=NOW
    )
    assert told(case, "待您核实") == people(ZHOU)


@pytest.mark.parametrize(
    ("verb", "about"),
    [("affirm", "核实属实"), ("deny", "核实不属实"), ("doubt", "无法核实")],
)
def test_what_was_found_tells_the_desk(verb: str, about: str) -> None:
    case = getattr(actions, verb)(to_confirm().number, words="看过", by=ZHOU, now=NOW)
    assert told(case, about) == people(WANG)


def test_sending_back_tells_the_worker_who_reported_and_a_correction_the_desk() -> None:
    case = sent_back()
    assert told(case, "请补正") == people(ZHOU)
    actions.correct(case.number, words="三号楼", by=ZHOU, now=NOW)
    assert told(case, "已补正") == people(WANG)


def test_sending_back_tells_the_assistant_who_wrote_it_down_but_no_resident() -> None:
    walk_in = actions.report(said(channel="walk_in"), by=XIE, now=NOW)
    actions.send_back(walk_in.number, words="缺电话", by=WANG, now=NOW)
    assert told(walk_in, "请补正") == people(XIE)

    public = to_confirm()
    actions.affirm(public.number, by=ZHOU, now=NOW)
    actions.send_back(public.number, words="缺地点", by=WANG, now=NOW)
    assert told(public, "请补正") == set()


def test_raising_tells_the_desk_above_and_handing_down_the_one_below() -> None:
    case = accepted()
    actions.escalate(case.number, words="需县级协调", by=WANG, now=NOW)
    assert told(case, "提级到本级") == people(DENG)
    actions.escalate(case.number, words="需市级指定", by=DENG, now=NOW)
    assert told(case, "提级到本级") == people(DENG, HE)
    actions.hand_down(case.number, words="由冷水滩区办理", by=HE, now=NOW)
    assert told(case, "上级交办") == people(DENG)
    actions.hand_down(case.number, words="由街道办理", by=DENG, now=NOW)
    assert told(case, "上级交办") == people(DENG, WANG)


def test_what_comes_back_to_a_raised_case_tells_the_desk_it_lies_at() -> None:
    case = accepted()
    actions.escalate(case.number, words="需县级协调", by=WANG, now=NOW)
    actions.dispatch(case.number, lead=WATER.id, by=DENG, now=NOW)
    hand_back(case.number, basis="不属于本局", by=QIN, now=NOW)
    assert told(case, "被退回，待重新分派") == people(DENG)


def test_a_reopened_case_tells_the_desk() -> None:
    case = actions.reopen(closed().number, reason="又不亮了", by=DENG, now=NOW)
    assert told(case, "重新办理，待分派") == people(WANG)


def test_of_a_confidential_case_nobody_outside_the_circle_is_told() -> None:
    case = actions.conceal(verifying().number, reason="涉及隐私", by=DENG, now=NOW)
    assert told(case, "待您核查") == people(WANG)  # the nearest who may know of it
    actions.fail_check(case.number, words="没好", by=WANG, now=NOW)
    assert told(case, "请重办") == people(LI, LIU)


def test_who_is_let_in_is_told() -> None:
    case = actions.conceal(reported().number, reason="涉及隐私", by=DENG, now=NOW)
    actions.admit(case.number, account=CHEN.id, by=DENG, now=NOW)
    assert told(case, "已请您知情") == people(CHEN)
