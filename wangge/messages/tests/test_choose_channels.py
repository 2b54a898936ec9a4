from __future__ import annotations

import pytest

from wangge.messages import actions
from wangge.messages.models import Preference, Sending
from wangge.messages.tests.catchers import HttpCatcher, MailCatcher
from wangge.staff.models import Account

from .builders import GRID, NOW, a_reader, browser_of, told

pytestmark = pytest.mark.django_db
REACHED = {"email": "wang@yongzhou.example", "phone": "13800000001"}


def channels_of_all() -> list[str]:
    return sorted(Sending.objects.values_list("channel", flat=True))


@pytest.mark.usefixtures("by_mail", "by_sms")
def test_who_chose_nothing_is_told_by_mail() -> None:
    told(a_reader("wang", **REACHED))
    assert channels_of_all() == ["mail"]


@pytest.mark.usefixtures("by_mail", "by_sms")
@pytest.mark.parametrize(
    ("mail", "sms", "urgent", "by"),
    [
        (True, True, False, ["mail", "sms"]),
        (False, True, False, ["sms"]),
        (False, False, False, []),
        (False, False, True, ["mail", "sms"]),
    ],
)
def test_one_is_told_as_one_chose_but_of_urgent_things_always(
    *, mail: bool, sms: bool, urgent: bool, by: list[str]
) -> None:
    wang = a_reader("wang", **REACHED)
    actions.choose_channels(mail=True, sms=not sms, by=wang, now=NOW)
    actions.choose_channels(mail=mail, sms=sms, by=wang, now=NOW)
    told(wang, urgent=urgent)
    assert channels_of_all() == by


@pytest.mark.usefixtures("by_mail", "by_sms")
def test_who_has_no_address_or_no_longer_works_here_is_told_nothing_outside() -> None:
    gone = a_reader("gone", **REACHED)
    Account.objects.filter(id=gone.id).update(is_active=False)
    told(a_reader("deng"), gone)
    assert channels_of_all() == []


def test_the_page_keeps_the_choice_and_says_what_reaches_one(by_mail: MailCatcher) -> None:
    wang = a_reader("wang", **REACHED)
    browser = browser_of(wang)
    page = browser.get("/messages/choose_channels/").content.decode()
    assert "已开通，发往 wang@yongzhou.example" in page
    assert "本系统没有开通" in page
    answer = browser.post("/messages/choose_channels/", {"sms": "on"}, follow=True)
    assert "已保存" in answer.content.decode()
    kept = Preference.objects.get(account=wang.id)
    assert (kept.mail, kept.sms) == (False, True)
    assert "/messages/choose_channels/" in browser.get("/messages/").content.decode()


def test_telling_again_writes_no_second_mail(by_mail: MailCatcher) -> None:
    wang = a_reader("wang", **REACHED)
    told(wang, key="entry:1")
    told(wang, key="entry:1")
    assert channels_of_all() == ["mail"]


def test_a_group_hears_once_of_what_several_are_told(by_wecom: HttpCatcher) -> None:
    told(a_reader("wang"), a_reader("deng"), group=GRID)
    row = Sending.objects.get()
    assert (row.channel, row.address) == ("wecom", "431103001")


def test_no_group_hears_of_what_was_not_said_to_be_for_it(by_wecom: HttpCatcher) -> None:
    told(a_reader("wang"))
    assert not Sending.objects.exists()
