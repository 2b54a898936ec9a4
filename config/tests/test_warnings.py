"""What the system administrator must not overlook is on every page of theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.town import NOW
from wangge.journal.jobs import requeue_stalled_jobs
from wangge.journal.models import Delivery, Entry
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("town", "nothing_waiting")


@pytest.fixture
def nothing_waiting(town: None) -> None:
    """What setting up left in the outbox has been delivered."""
    Delivery.objects.update(done_at=NOW)


def page_of(client: Client, username: str, url: str) -> str:
    client.force_login(Account.objects.get(username=username))
    return client.get(url).content.decode()


def test_a_year_without_a_table_is_shown_to_the_system_administrator(client: Client) -> None:
    page = page_of(client, "luo", "/staff/system/")
    missing = f"{timezone.localdate().year + 1} 年放假安排尚未导入"
    assert (missing in page) == (timezone.localdate().month >= 10)
    assert missing not in page_of(client, "wang", "/431103001/cases/")


def test_a_delivery_that_keeps_failing_is_shown_with_its_reason(client: Client) -> None:
    Delivery.objects.create(
        entry=Entry.objects.order_by("id")[0], subscriber="wangge.x.jobs.y", tries=5,
        next_at=timezone.now() + timedelta(hours=1), failure="RuntimeError: 断了",
    )  # fmt: skip
    page = page_of(client, "luo", "/staff/system/")
    assert "RuntimeError: 断了" in page
    assert "有后续处理（如消息提醒）没有完成" in page


def test_deliveries_that_nobody_carries_are_noticed(client: Client) -> None:
    Delivery.objects.create(
        entry=Entry.objects.order_by("id")[0], subscriber="wangge.x.jobs.y", next_at=NOW
    )
    assert "后台程序可能没有运行" in page_of(client, "luo", "/staff/system/")


def test_a_failed_job_is_shown(client: Client) -> None:
    job = requeue_stalled_jobs.configure(task_kwargs={"timestamp": 0}).defer()
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job])
    page = page_of(client, "luo", "/staff/system/")
    assert "journal.requeue_stalled_jobs" in page
    assert "有后续处理（如消息提醒）没有完成" in page
    assert "全部及时完成" not in page


def test_when_all_is_well_nothing_is_said(client: Client) -> None:
    assert "全部及时完成" in page_of(client, "luo", "/staff/system/")
