from __future__ import annotations

import pytest

from democity.cast import COUNTY, TOWNSHIP
from tests.town import CHEN, DENG, NOW, WANG, ZHOU
from wangge.cases.actions import fail_check, raise_problem, reject
from wangge.cases.models import Case, Note
from wangge.cases.policies import May
from wangge.cases.tests.asked import done_again, sender, to_follow_up
from wangge.cases.tests.builders import verifying
from wangge.cases.tests.replaying import differences
from wangge.cases.tests.test_tell_who_acts_next import people, told
from wangge.journal.jobs import deliver_one
from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.scope import Grant

pytestmark = pytest.mark.usefixtures("town")
CLERK = machine("测试", Grant(May.VIEW, COUNTY), Grant(May.ESCALATE, COUNTY))


def done_again_and_again(times: int) -> Case:
    case = to_follow_up()
    for number in range(times):
        if number:
            done_again(case)
        reject(case.number, reason="还是不亮", by=sender(case), now=NOW)
    case.refresh_from_db()
    return case


def delivered(case: Case) -> Case:
    while deliver_one(now=NOW):
        pass
    case.refresh_from_db()
    return case


def test_the_third_rework_puts_it_before_the_desk_above() -> None:
    case = delivered(done_again_and_again(3))

    assert (case.desk, case.state, case.reworks) == (COUNTY, "handling", 3)
    assert "冷水滩区" in Note.objects.get(case=case).words
    assert told(case, "提级到本级督办") == people(DENG, CHEN)
    assert differences(case) == {}


def test_two_reworks_leave_it_where_it_is() -> None:
    case = delivered(done_again_and_again(2))
    assert case.desk == TOWNSHIP
    assert raise_problem(case.number, by=CLERK, now=NOW).desk == TOWNSHIP


def test_it_is_raised_once_however_often_it_is_done_again() -> None:
    case = delivered(done_again_and_again(4))
    raise_problem(case.number, by=CLERK, now=NOW)
    assert Entry.objects.filter(event="cases.problem_raised").count() == 1
    assert delivered(case).desk == COUNTY


def test_failed_checks_count_as_much() -> None:
    case = verifying()
    Case.objects.filter(pk=case.pk).update(reworks=2)
    fail_check(case.number, words="没好", by=ZHOU, now=NOW)
    assert delivered(case).desk == COUNTY


def test_what_lies_before_the_city_stays_there() -> None:
    case = done_again_and_again(3)
    Case.objects.filter(pk=case.pk).update(desk="4311")
    assert raise_problem(case.number, by=CLERK, now=NOW).desk == "4311"


def test_the_lower_desk_still_asks_the_reporter() -> None:
    case = delivered(done_again_and_again(3))
    done_again(case)
    assert reject(case.number, reason="还是不亮", by=WANG, now=NOW).state == "handling"
