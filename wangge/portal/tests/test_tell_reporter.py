"""Text messages to residents: number, outcome and a link; no person, no place, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils.module_loading import import_string
from pytest_django import Settings

from tests.town import LI, LIU, NOW, WANG, ZHOU
from wangge.cases import actions as cases
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.cases.tests.builders import closed, said
from wangge.journal.models import Entry
from wangge.messages.models import Sending
from wangge.portal import jobs
from wangge.portal.texts import MERGED, TEXTS

from .residents import PHONE, accepted, done, handling, opinion, sent

pytestmark = pytest.mark.usefixtures("wednesday", "gateway")
Run = Callable[..., int]


@pytest.fixture
def gateway(settings: Settings) -> None:
    settings.MESSAGES = {"WANGGE_SMS_URL": "http://127.0.0.1:9/?to={phone}&text={text}"}
    settings.PUBLIC_URL = "https://wangge.example"


def told(run_jobs: Run) -> list[Sending]:
    """What was written, oldest first."""
    run_jobs(now=NOW)
    return list(Sending.objects.filter(channel="sms", account=None).order_by("id"))


def last(run_jobs: Run) -> str:
    return told(run_jobs)[-1].text


def link_in(text: str) -> str:
    found = re.search(r"https://wangge\.example(/follow/by-link/[A-Za-z0-9._-]+/)$", text)
    assert found, text
    return found[1]


def test_who_left_a_mobile_gets_number_and_link(run_jobs: Run) -> None:
    case = sent()
    (message,) = told(run_jobs)
    assert message.address == PHONE
    assert case.number in message.text
    client = Client()
    assert case.number in client.get(link_in(message.text), follow=True).content.decode()


@pytest.mark.parametrize("phone", ["", "0746-7654321"])
def test_who_left_none_gets_nothing(run_jobs: Run, phone: str) -> None:
    done(sent(phone=phone))
    assert told(run_jobs) == []


def test_what_a_machine_may_have_sent_is_answered_when_the_desk_takes_it_in(run_jobs: Run) -> None:
    case = sent(proven=False)
    assert told(run_jobs) == []
    accepted(case)
    assert "已收到" in last(run_jobs)
    proven = sent()
    accepted(proven)
    assert len(told(run_jobs)) == 2


@pytest.mark.parametrize("channel", ["phone", "walk_in"])
def test_callers_and_visitors_whose_words_a_desk_wrote_down_are_told_as_well(
    run_jobs: Run, channel: str
) -> None:
    case = cases.report(said("电话里说的", channel=channel, caller_phone=PHONE), by=WANG, now=NOW)
    client = Client()
    text = client.get(link_in(last(run_jobs)), follow=True).content.decode()
    assert case.number in text
    assert "电话里说的" in text


def test_what_a_worker_found_is_told_to_nobody_outside(run_jobs: Run) -> None:
    closed()
    cases.report(said(caller_phone=PHONE), by=ZHOU, now=NOW)
    assert told(run_jobs) == []


def test_each_outcome_is_told_in_one_sentence(run_jobs: Run) -> None:
    case = sent(proven=False)
    cases.send_back(case.number, words="几号楼", by=WANG, now=NOW)
    assert "需要您补充说明" in last(run_jobs)
    cases.correct(case.number, words="三号楼", by=resident(case.pk), now=NOW)
    cases.reply(case.number, words="明天修", by=WANG, now=NOW)
    assert "平台答复了" in last(run_jobs)
    cases.decline(case.number, reason="不归本市管", by=WANG, now=NOW)
    text = last(run_jobs)
    assert "不予受理" in text
    for words in ("几号楼", "三号楼", "明天修", "不归本市管"):
        assert words not in "".join(message.text for message in Sending.objects.all())


def test_when_it_is_done_the_link_leads_to_the_rating(run_jobs: Run) -> None:
    done(sent())
    text = last(run_jobs)
    assert "请您评价" in text
    client = Client()
    answer = client.get(link_in(text), follow=True)
    assert answer.redirect_chain[-1][0] == "/follow/case/rate/"
    assert 'name="score"' in answer.content.decode()


def test_nobody_is_asked_for_a_rating_they_have_given(run_jobs: Run) -> None:
    case = done(sent())
    cases.rate(case.number, outcome="satisfied", by=resident(case.pk), now=NOW)
    assert "请您评价" not in last(run_jobs)


def test_a_closing_by_the_desk_is_told(run_jobs: Run) -> None:
    case = done(sent())
    cases.close(case.number, outcome="satisfied", words="电话里说满意", by=WANG, now=NOW)
    assert "已经办结" in last(run_jobs)


class TestMerged:
    """Each reporter is told, whoever's case it went on in."""

    @staticmethod
    def both() -> tuple[Case, Case]:
        main = accepted(sent("甲家的灯", phone="13900000001"))
        merged = accepted(sent("乙家的灯", phone="13900000002"))
        third = accepted(sent("丙家的灯", phone="13900000003"))
        cases.merge(third.number, into=merged.number, by=WANG, now=NOW)
        cases.merge(merged.number, into=main.number, by=WANG, now=NOW)
        return main, merged

    def close(self, main: Case) -> None:
        cases.dispatch(main.number, lead=LI.unit, by=WANG, now=NOW)  # type: ignore[arg-type]
        cases.sign(main.number, by=LI, now=NOW)
        cases.conclude(main.number, result="好了", by=LIU, now=NOW)
        cases.confirm_done(main.number, by=ZHOU, now=NOW)

    def test_when_the_desk_closes_the_main_case_all_are_told(self, run_jobs: Run) -> None:
        main, merged = self.both()
        self.close(main)
        cases.close(main.number, outcome="basically", words="还行", by=WANG, now=NOW)
        ended = [message for message in told(run_jobs) if "已经办结" in message.text]
        assert {message.address for message in ended} == {
            "13900000001",
            "13900000002",
            "13900000003",
        }
        (second,) = [message for message in ended if message.address == "13900000002"]
        assert merged.number in second.text
        assert main.number not in second.text
        page = Client().get(link_in(second.text), follow=True).content.decode()
        assert "乙家的灯" in page
        assert "甲家的灯" not in page

    def test_when_its_reporter_rates_it_the_others_are_told(self, run_jobs: Run) -> None:
        main, _ = self.both()
        self.close(main)
        cases.rate(main.number, outcome="satisfied", by=resident(main.pk), now=NOW)
        ended = {m.address for m in told(run_jobs) if "已经办结" in m.text}
        assert ended == {"13900000002", "13900000003"}


def test_carried_twice_it_is_written_once(run_jobs: Run) -> None:
    done(sent())
    before = len(told(run_jobs))
    for entry in Entry.objects.filter(subject__startswith="case:"):
        jobs.tell_reporter(entry, now=NOW)
    assert len(told(run_jobs)) == before


def test_without_a_public_address_the_text_stands_without_a_link(
    run_jobs: Run, settings: Settings
) -> None:
    settings.PUBLIC_URL = ""
    case = sent()
    assert last(run_jobs) == f"您反映的事已收到，编号{case.number}。"


def test_a_confidential_case_that_a_desk_wrote_down_can_be_followed(run_jobs: Run) -> None:
    case = cases.report(said(channel="phone", caller_phone=PHONE), by=WANG, now=NOW)
    cases.conceal(case.number, reason="涉及隐私", by=WANG, now=NOW)
    text = Client().get(link_in(last(run_jobs)), follow=True).content.decode()
    assert case.number in text


def test_ones_own_opinion_can_be_followed(run_jobs: Run) -> None:
    case = opinion()
    text = Client().get(link_in(last(run_jobs)), follow=True).content.decode()
    assert case.number in text


def test_everything_that_has_a_text_is_subscribed_to() -> None:
    table: dict[str, Any] = import_string(configured.SUBSCRIPTIONS)
    listening = {
        event for event, names in table.items() if "wangge.portal.jobs.tell_reporter" in names
    }
    assert listening == {*TEXTS, *MERGED, "cases.accepted"}


def test_a_text_fits_what_a_gateway_takes(run_jobs: Run) -> None:
    handling(sent())
    link = "https://wangge.yongzhou.gov.cn/follow/by-link/" + "x" * 75 + "/"
    for text in (*TEXTS.values(), *MERGED.values()):
        assert len(text.spelled("431103260610000017", link)) < 250
    assert all(len(message.text) < 250 for message in told(run_jobs))
