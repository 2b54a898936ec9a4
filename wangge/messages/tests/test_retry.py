from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.ids import new_id
from wangge.messages import actions
from wangge.messages.jobs import KEPT, forget
from wangge.messages.models import Sending, State
from wangge.messages.tests.catchers import HttpCatcher
from wangge.staff.models import Account

from .builders import NOW, a_reader, an_administrator, sent_by, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def luo() -> Actor:
    return an_administrator()


def failed() -> Sending:
    row = written()
    Sending.objects.filter(pk=row.pk).update(
        state=State.FAILED, tries=10, failure="对方返回错误 500", batch=row.pk
    )
    return Sending.objects.get(pk=row.pk)


def test_one_or_all_that_failed_go_out_again_under_the_same_key(
    by_sms: HttpCatcher, luo: Actor
) -> None:
    one, two, three = failed(), failed(), failed()
    assert actions.retry([one.id], by=luo, now=NOW) == 1
    assert sent_by(NOW) == 1
    assert by_sms.caught[0].json["id"] == str(one.id)
    assert actions.retry(None, by=luo, now=NOW) == 2
    assert sent_by(NOW) == 2
    assert {it.json["id"] for it in by_sms.caught} == {str(it.id) for it in (one, two, three)}
    assert set(Sending.objects.values_list("state", flat=True)) == {State.SENT}


def test_the_record_says_how_many(by_sms: HttpCatcher, luo: Actor) -> None:
    failed()
    failed()
    actions.retry(None, by=luo, now=NOW)
    entry = Entry.objects.get(event="messages.retried")
    assert (entry.code, entry.detail, entry.actor) == ("4311", {"count": 2}, luo.id)


def test_what_did_not_fail_is_not_sent_again(by_sms: HttpCatcher, luo: Actor) -> None:
    row = written()
    sent_by(NOW)
    for ids in ([row.id], [new_id()], None):
        with pytest.raises(actions.UnableToRetry, match="没有可以重发的"):
            actions.retry(ids, by=luo, now=NOW)


def test_what_was_emptied_by_age_stays_failed(by_sms: HttpCatcher, luo: Actor) -> None:
    failed()
    assert forget(now=NOW + KEPT) == 0
    assert forget(now=NOW + KEPT + timedelta(seconds=1)) == 1
    emptied = Sending.objects.get()
    assert (emptied.address, emptied.text, emptied.state) == ("", "", State.FAILED)
    with pytest.raises(actions.UnableToRetry):
        actions.retry(None, by=luo, now=NOW + KEPT)


def test_what_waits_is_not_forgotten(by_sms: HttpCatcher) -> None:
    written()
    assert forget(now=NOW + 2 * KEPT) == 0


def test_only_the_administrator_may(by_sms: HttpCatcher) -> None:
    failed()
    with pytest.raises(PermissionDenied):
        actions.retry(None, by=a_reader("wang"), now=NOW)


@pytest.mark.usefixtures("town")
def test_the_list_shows_failures_without_their_words_and_sends_again(
    client: Client, by_sms: HttpCatcher
) -> None:
    row = failed()
    by_name(client, "luo")
    page = client.get("/messages/sendings/?state=failed").content.decode()
    assert "138****0001" in page
    assert "对方返回错误 500" in page
    assert row.address not in page
    assert row.text not in page
    answer = client.post("/messages/sendings/retry/", {"id": row.pk}, follow=True)
    assert "已重新排队" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == State.WAITING
    answer = client.post("/messages/sendings/retry/", {"id": "x"}, follow=True)
    assert "没有这条消息" in answer.content.decode()


@pytest.mark.usefixtures("town")
def test_a_failure_is_on_every_page_of_the_administrator(
    client: Client, by_sms: HttpCatcher
) -> None:
    failed()
    by_name(client, "luo")
    assert "有消息没有发出" in client.get("/worktime/").content.decode()
    by_name(client, "wang")
    assert "有消息没有发出" not in client.get("/messages/").content.decode()


def by_name(client: Client, username: str) -> None:
    client.force_login(Account.objects.get(username=username))
