"""What leaves the house of a case: what waits, by number; and nothing of what is confidential."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import Settings

from tests.town import NOW, WANG, ZHOU
from wangge.cases.actions import report
from wangge.cases.tests.builders import opinion, reported, said
from wangge.messages.models import Sending
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("town", "outside")


@pytest.fixture
def outside(settings: Settings, town: None) -> None:
    """A group for the city, and mail."""
    settings.MESSAGES = {
        "WANGGE_WECOM_KEY": "key",
        "WANGGE_MAIL_URL": "smtp://127.0.0.1:9",
        "WANGGE_MAIL_FROM": "wangge@yongzhou.example",
    }
    Account.objects.filter(id=WANG.id).update(email="wang@yongzhou.example")


def test_desk_and_group_hear_which_case_waits_and_not_of_what(run_jobs: Callable[..., int]) -> None:
    case = reported("张三家门口路灯不亮")
    run_jobs(now=NOW)
    rows = Sending.objects.order_by("channel")
    assert [(row.channel, row.address) for row in rows] == [
        ("mail", "wang@yongzhou.example"),
        ("wecom", "4311"),
    ]
    assert {row.text for row in rows} == {f"事件 {case.number} 待受理"}
    assert not any(row.urgent for row in rows)


def test_no_group_hears_of_an_opinion(run_jobs: Callable[..., int]) -> None:
    opinion()
    run_jobs(now=NOW)
    assert not Sending.objects.filter(channel="wecom").exists()


def test_what_is_urgent_goes_at_once(run_jobs: Callable[..., int]) -> None:
    report(said("电线掉下来了", urgency="critical"), by=ZHOU, now=NOW)
    run_jobs(now=NOW)
    assert all(row.urgent and row.not_before == NOW for row in Sending.objects.all())
    assert Sending.objects.exists()
