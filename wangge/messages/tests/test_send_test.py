from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from wangge.journal.models import Entry
from wangge.messages import actions
from wangge.messages.channels import Channel
from wangge.messages.tests.catchers import HttpCatcher, MailCatcher
from wangge.staff.models import Account

from .builders import NOW, a_reader, an_administrator, sent_by

pytestmark = pytest.mark.django_db


def test_a_mail_to_oneself(by_mail: MailCatcher) -> None:
    luo = an_administrator(email="luo@yongzhou.example")
    actions.send_test(Channel.MAIL, by=luo, now=NOW)
    assert sent_by(NOW) == 1
    assert by_mail.to == ["luo@yongzhou.example"]
    assert "测试消息" in str(by_mail.caught[0]["Subject"])
    entry = Entry.objects.get(event="messages.test_sent")
    assert entry.detail == {"channel": "mail"}


def test_every_group_of_a_group_channel(by_wecom: HttpCatcher) -> None:
    assert actions.send_test(Channel.WECOM, by=an_administrator(), now=NOW) == 2
    assert sent_by(NOW) == 2
    assert {it.query["key"][0] for it in by_wecom.caught} == {"city-key", "township-key"}


def test_a_channel_that_is_off_names_its_variable() -> None:
    with pytest.raises(actions.UnableToSendTest, match="WANGGE_SMS_URL"):
        actions.send_test(Channel.SMS, by=an_administrator(), now=NOW)


@pytest.mark.parametrize(("channel", "word"), [(Channel.MAIL, "邮箱"), (Channel.SMS, "手机号")])
def test_without_an_address_of_one_s_own_it_says_so(
    by_mail: MailCatcher, by_sms: HttpCatcher, channel: Channel, word: str
) -> None:
    with pytest.raises(actions.UnableToSendTest, match=word):
        actions.send_test(channel, by=an_administrator(), now=NOW)


def test_only_the_administrator_may(by_mail: MailCatcher) -> None:
    with pytest.raises(PermissionDenied):
        actions.send_test(Channel.MAIL, by=a_reader("wang", email="w@x.example"), now=NOW)


@pytest.mark.usefixtures("town")
def test_the_page_shows_what_is_on_what_opens_the_rest_and_every_text(
    client: Client, by_wecom: HttpCatcher
) -> None:
    client.force_login(Account.objects.get(username="luo"))
    page = client.get("/messages/channels/").content.decode()
    assert page.count("已开通") == 1
    assert page.count("未开通") == 4
    assert "WANGGE_SMS_URL" in page
    assert "township-key" not in page
    assert "永州市、" in page
    assert "21:30–08:00" in page
    assert "待您核查" in page
    assert "3 条新消息：" in page
    answer = client.post("/messages/channels/send_test/", {"channel": "wecom"}, follow=True)
    assert "测试消息已排队" in answer.content.decode()
    answer = client.post("/messages/channels/send_test/", {"channel": "sms"}, follow=True)
    assert "没有开通" in answer.content.decode()
    answer = client.post("/messages/channels/send_test/", {"channel": "pigeon"}, follow=True)
    assert "请选择一个通道" in answer.content.decode()
