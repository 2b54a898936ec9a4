"""What a resident reads of their case."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from pytest_django import Settings

from config.words import EVENTS
from democity.cast import URBAN
from tests.town import LI, LIU, NOW, WANG, ZHOU
from wangge.cases import actions as cases
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.policies import May
from wangge.cases.queries import resident
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.portal.queries import asked_for, opened_by, outlook, story, story_of_main
from wangge.portal.queries.outlook import NEXT
from wangge.portal.queries.story import STORY

from .residents import CODE, accepted, done, following, fresh, handling, opinion, page, sent

pytestmark = pytest.mark.usefixtures("wednesday")
TOLD = {event for event in EVENTS if event.startswith("cases.")}


def test_every_event_of_a_case_has_words_for_residents_or_is_hidden_on_purpose() -> None:
    assert set(STORY) == TOLD


def test_every_state_has_words_for_what_comes_next() -> None:
    assert set(NEXT) == set(State.values)


def steps(case: Case) -> list[str]:
    return [item.what for item in story(fresh(case))]


def test_the_whole_road_is_told_with_units_and_without_people() -> None:
    case = sent()
    cases.affirm(case.number, words="看到了", by=ZHOU, now=NOW)
    done(case)
    assert steps(case) == [
        "现场核查通过",
        f"{URBAN.name}已办完，等待现场核查",
        f"{URBAN.name}开始办理",
        f"已交给{URBAN.name}办理",
        "平台已受理",
        "网格员已到现场看过",
        "收到您反映的事",
    ]
    text = page(following(case))
    for person in (LI, LIU, WANG, ZHOU):
        assert person.label not in text


def test_the_same_step_is_told_whatever_the_worker_found() -> None:
    told = set()
    for verb in (cases.affirm, cases.deny, cases.doubt):
        case = sent()
        verb(case.number, words="写给平台的话", by=ZHOU, now=NOW)
        told.add(steps(case)[0])
    assert told == {"网格员已到现场看过"}


def test_a_unit_that_does_not_take_it_is_not_named_nor_its_basis_told() -> None:
    case = handling(sent())
    cases.hand_back(case.number, basis="归水务局管", by=LI, now=NOW)
    item = story(fresh(case))[0]
    assert item.what == "平台正在另行安排承办单位"
    assert item.detail == ""
    assert "归水务局管" not in page(following(case))


def test_why_it_was_declined_is_told() -> None:
    case = sent()
    cases.decline(case.number, reason="不在本市范围内", by=WANG, now=NOW)
    assert "不在本市范围内" in page(following(case))


def test_what_is_asked_for_is_told_and_where_to_answer() -> None:
    case = sent(proven=False)
    cases.send_back(case.number, words="请写明是几号楼", by=WANG, now=NOW)
    assert asked_for(fresh(case)) == "请写明是几号楼"
    client = following(case)
    assert "请写明是几号楼" in page(client)
    assert "请写明是几号楼" in page(client, "/follow/case/correct/")


def test_the_desks_answer_is_told_without_its_author() -> None:
    case = accepted(sent())
    cases.reply(case.number, words="路灯明天来修", by=WANG, now=NOW)
    text = page(following(case))
    assert "路灯明天来修" in text
    assert WANG.label not in text


def test_a_call_in_vain_is_told_and_one_that_was_answered_is_not() -> None:
    case = done(sent())
    cases.log_call(case.number, reached=False, by=WANG, now=NOW)
    assert steps(case)[0] == "给您打过回访电话，没有打通"
    cases.log_call(case.number, reached=True, words="说还可以", by=WANG, now=NOW)
    assert steps(case)[0] == "给您打过回访电话，没有打通"
    assert "说还可以" not in page(following(case))


def test_what_comes_next_says_by_when_and_how_long_it_may_take() -> None:
    case = handling(sent())
    told = outlook(fresh(case), now=NOW)
    assert told.words == f"{URBAN.name}正在办理。"
    assert told.allowed == "5 个工作日"
    assert told.due_at == fresh(case).due_at
    assert not told.late
    text = page(following(case))
    assert "规定时限 5 个工作日" in text
    assert "最迟" in text


def test_a_provisional_limit_is_called_so() -> None:
    case = handling(sent())
    Case.objects.filter(pk=case.pk).update(provisional=True)
    assert "暂定" in page(following(case))


def test_past_the_limit_the_page_says_whom_to_call(
    settings: Settings,
) -> None:
    settings.COMPLAINTS_PHONE = "0746-7654321"
    case = handling(sent())
    due = fresh(case).due_at
    assert due
    assert outlook(fresh(case), now=due + timedelta(seconds=1)).late
    Case.objects.filter(pk=case.pk).update(due_at=NOW - timedelta(days=1))
    text = page(following(case))
    assert "已经超过规定时间" in text
    assert "tel:0746-7654321" in text


def test_who_gives_an_opinion_reads_who_deals_with_it_and_who_does_not_see_it() -> None:
    text = page(following(opinion()))
    assert "由乡镇（街道）办理" in text
    assert "网格员看不到" in text
    assert "由乡镇（街道）办理" not in page(following(sent()))


class TestMerged:
    """Two who reported one thing."""

    @staticmethod
    def both() -> tuple[Case, Case]:
        main = accepted(sent("甲家门口的灯，甲某上", address="甲家门牌", proven=False))
        merged = accepted(sent("乙家门口的灯", proven=False))
        cases.merge(merged.number, into=main.number, by=WANG, now=NOW)
        return fresh(main), fresh(merged)

    def test_the_other_reads_how_the_main_case_goes_on_but_nothing_that_was_said_in_it(
        self,
    ) -> None:
        main, merged = self.both()
        cases.dispatch(main.number, lead=URBAN.id, note="交办的话", by=WANG, now=NOW)
        cases.reply(main.number, words="答甲的话", by=WANG, now=NOW)
        cases.remark(main.number, words="甲补充的话", by=resident(main.pk), now=NOW)
        assert [item.what for item in story_of_main(merged)] == [
            f"已交给{URBAN.name}办理",
            "平台已受理",
        ]
        text = page(following(merged))
        assert "合在一起" in text
        for told in ("甲家", "甲某", "甲补充", "答甲", "交办的话", main.number):
            assert told not in text
        assert "乙家门口的灯" in text

    def test_a_refusal_of_the_main_case_is_told_without_its_reason(self) -> None:
        main, merged = self.both()
        Case.objects.filter(pk=main.pk).update(state=State.REPORTED)
        cases.decline(main.number, reason="甲某无理取闹", by=WANG, now=NOW)
        text = page(following(merged))
        assert "不予受理" in text
        assert "无理取闹" not in text

    def test_of_a_main_case_that_few_may_know_nothing_is_told(self) -> None:
        main, merged = self.both()
        cases.conceal(main.number, reason="涉及隐私", by=WANG, now=NOW)
        assert story_of_main(merged) == []
        text = page(following(merged))
        assert "涉及隐私" not in text
        assert "合在一起的那一件" not in text

    def test_the_main_cases_reporter_learns_of_nobody_else(self) -> None:
        main, merged = self.both()
        text = page(following(main))
        assert merged.number not in text
        assert "乙家" not in text


def test_a_case_in_the_archive_can_only_be_read_and_not_for_ever() -> None:
    case = done(sent())
    cases.rate(case.number, outcome="satisfied", by=resident(case.pk), now=NOW)
    later = NOW + timedelta(days=40)
    city = str(case.code)[:4]
    clerk = machine("归档", Grant(May.VIEW, Code(city)), Grant(May.ARCHIVE, Code(city)))
    cases.archive(case.number, by=clerk, now=later)
    text = page(following(case))
    assert "只能看，不能再补充" in text
    assert "/follow/case/remark/" not in text
    assert "/follow/case/rate/" not in text
    assert opened_by(case.number, CODE, now=later + timedelta(days=3 * 365 - 1))
    assert opened_by(case.number, CODE, now=later + timedelta(days=3 * 365 + 1)) is None


def test_times_are_read_aloud_as_times() -> None:
    assert re.search(r'<time datetime="2026-06-10T10:00:00\+08:00">', page(following(sent())))
