from __future__ import annotations

import pytest

from wangge.journal.models import Entry
from wangge.messages import actions
from wangge.messages.models import Sending
from wangge.messages.tests.catchers import HttpCatcher

from .builders import CLOCK, GRID, NOW, sent_by, written

pytestmark = pytest.mark.django_db


def test_a_resident_gets_a_text_message(by_sms: HttpCatcher) -> None:
    written("138 0000-0001", text="您反映的事项 4311 已办结。")
    assert sent_by(NOW) == 1
    (caught,) = by_sms.caught
    assert caught.json["to"] == "13800000001"
    assert caught.json["content"] == "【永州网格】您反映的事项 4311 已办结。"


def test_written_twice_it_goes_out_once_and_is_on_record_once(by_sms: HttpCatcher) -> None:
    first, again = written(key="case:1:closed"), written(key="case:1:closed")
    assert first == again
    assert sent_by(NOW) == 1
    assert len(by_sms.caught) == 1
    entry = Entry.objects.get(event="messages.written")
    assert (entry.code, entry.detail) == (GRID, {"key": "case:1:closed"})


def test_the_record_holds_no_phone_and_no_words(by_sms: HttpCatcher) -> None:
    written("13800000001", text="已办结", about=None)
    entry = Entry.objects.get(event="messages.written")
    assert entry.code == "4311"
    assert "13800000001" not in str(vars(entry))
    assert "已办结" not in str(vars(entry))


def test_without_a_gateway_nothing_happens_and_nothing_fails() -> None:
    given = {"text": "好", "key": "k", "about": GRID, "by": CLOCK, "now": NOW}
    assert actions.write("13800000001", **given) is None  # type: ignore[arg-type]
    assert not Sending.objects.exists()
    assert not Entry.objects.filter(event="messages.written").exists()


@pytest.mark.parametrize("phone", ["", "0746-8888888", "12345678901", "1380000000", "手机"])
def test_what_is_no_mobile_number_gets_nothing(by_sms: HttpCatcher, phone: str) -> None:
    assert actions.write(phone, text="好", key="k", about=GRID, by=CLOCK, now=NOW) is None


@pytest.mark.parametrize("phone", ["+8613800000001", "8613800000001", "138-0000-0001"])
def test_a_mobile_number_is_known_however_it_is_written(by_sms: HttpCatcher, phone: str) -> None:
    assert written(phone).address == "13800000001"


def test_a_long_text_is_cut(by_sms: HttpCatcher) -> None:
    assert len(written(text="长" * 500).text) == 300
