"""Who hears of remarks, replies and merges, in the house and once."""

from __future__ import annotations

import pytest

from tests.town import DENG, LI, LIU, NOW, WANG, ZHOU
from wangge.cases.actions import close, merge, remark, reply
from wangge.cases.models import Case
from wangge.cases.tests.builders import follow_up, handling, reported, verifying
from wangge.cases.tests.test_tell_who_acts_next import people, told

pytestmark = pytest.mark.usefixtures("town")
ADDED = "反映人有补充"


def test_a_remark_tells_who_has_the_case_in_hand() -> None:
    at_desk, at_units, to_verify = reported(), handling(), verifying()
    for case in (at_desk, at_units):
        remark(case.number, words="更严重了", by=ZHOU, now=NOW)
    remark(to_verify.number, words="更严重了", by=WANG, now=NOW)

    assert told(at_desk, ADDED) == people(WANG)
    assert told(at_units, ADDED) == people(LI, LIU)
    assert told(to_verify, ADDED) == people(ZHOU)


def test_a_remark_on_a_merged_case_tells_who_has_the_main_one() -> None:
    case, main = reported(), handling()
    merge(case.number, into=main.number, by=WANG, now=NOW)

    remark(case.number, words="更严重了", by=ZHOU, now=NOW)

    assert told(main, ADDED) == people(LI, LIU)
    assert told(case, ADDED) == set()


def test_nobody_outside_the_circle_hears_of_a_remark() -> None:
    case = reported()
    Case.objects.filter(pk=case.pk).update(circle=[DENG.id, ZHOU.id])
    remark(case.number, words="更严重了", by=ZHOU, now=NOW)
    assert WANG.id not in told(case, ADDED)


def test_a_colleague_who_reported_hears_of_the_answer() -> None:
    case = reported()
    reply(case.number, words="两天内", by=WANG, now=NOW)
    assert told(case, "有新的答复") == people(ZHOU)


def test_who_reported_a_merged_case_hears_of_the_merge_and_of_the_end() -> None:
    case, main = reported(), follow_up()

    merge(case.number, into=main.number, by=WANG, now=NOW)
    assert told(case, f"已并入 {main.number}") == people(ZHOU)

    close(main.number, outcome="nobody", by=WANG, now=NOW)
    assert told(case, "已结案") == people(ZHOU)
