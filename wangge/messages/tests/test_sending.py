"""At least once, never twice at the same time; at night only what is urgent; ten as one."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from wangge.messages import actions, channels
from wangge.messages.channels import Channel, Outgoing
from wangge.messages.channels import http as http_client
from wangge.messages.jobs import MOST_TRIES, pause_after, sending
from wangge.messages.models import Sending, State
from wangge.messages.tests.catchers import HttpCatcher, MailCatcher

from .builders import NOW, a_reader, sent_by, told, written

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
NIGHT = NOW + timedelta(hours=12)  # 22:00 in Yongzhou
MORNING = NOW + timedelta(hours=22)  # 08:00 the next day


def text_of(mail: object) -> str:
    return str(mail.get_content())  # type: ignore[attr-defined]


def test_a_mail_leaves_after_ten_minutes_with_a_link(by_mail: MailCatcher) -> None:
    told(a_reader("wang", email="wang@yongzhou.example"))
    assert sent_by(NOW + 9 * MINUTE) == 0
    assert sent_by(NOW + 10 * MINUTE) == 1
    (mail,) = by_mail.caught
    assert by_mail.to == ["wang@yongzhou.example"]
    assert mail["Subject"] == "事件 4311 待受理"
    assert "https://wangge.example/cases/431103260610000017/" in text_of(mail)
    assert Sending.objects.get().state == State.SENT


def test_ten_notices_are_one_mail(by_mail: MailCatcher) -> None:
    wang = a_reader("wang", email="wang@yongzhou.example")
    for n in range(10):
        told(wang, title=f"事件 {n} 待受理", now=NOW + n * MINUTE)
    assert sent_by(NOW + 10 * MINUTE) == 1
    assert sent_by(NOW + 30 * MINUTE) == 0
    (mail,) = by_mail.caught
    assert mail["Subject"] == "10 条新消息：事件 0 待受理 等"
    assert all(f"事件 {n} 待受理" in text_of(mail) for n in range(10))


def test_two_people_get_a_mail_each(by_mail: MailCatcher) -> None:
    told(*(a_reader(name, email=f"{name}@yongzhou.example") for name in ("wang", "deng")))
    assert sent_by(NOW + 10 * MINUTE) == 2
    assert sorted(by_mail.to) == ["deng@yongzhou.example", "wang@yongzhou.example"]


def test_what_was_read_in_the_house_is_not_mailed(by_mail: MailCatcher) -> None:
    wang = a_reader("wang", email="wang@yongzhou.example")
    (notice,) = told(wang)
    actions.mark_read(notice.id, by=wang, now=NOW + MINUTE)
    assert sent_by(NOW + 10 * MINUTE) == 0
    assert Sending.objects.get().state == State.DROPPED


def test_at_night_it_waits_for_the_morning(by_mail: MailCatcher) -> None:
    told(a_reader("wang", email="wang@yongzhou.example"), now=NIGHT)
    assert Sending.objects.get().not_before == MORNING
    assert sent_by(MORNING - MINUTE) == 0
    assert sent_by(MORNING) == 1


def test_what_the_worker_missed_in_the_evening_does_not_go_out_at_night(
    by_mail: MailCatcher,
) -> None:
    told(a_reader("wang", email="wang@yongzhou.example"), now=NIGHT - timedelta(hours=1))
    assert sent_by(NIGHT) == 0
    assert sent_by(MORNING) == 1


def test_what_is_urgent_goes_at_night_at_once_and_alone(by_mail: MailCatcher) -> None:
    wang = a_reader("wang", email="wang@yongzhou.example")
    told(wang, title="可以等", now=NIGHT)
    told(wang, title="紧急", now=NIGHT, urgent=True)
    assert sent_by(NIGHT) == 1
    assert [mail["Subject"] for mail in by_mail.caught] == ["紧急"]


def test_residents_get_each_message_by_itself(by_sms: HttpCatcher) -> None:
    written(text="已受理")
    written(text="已办结")
    assert sent_by(NOW) == 2
    assert [it.json["content"] for it in by_sms.caught] == [
        "【永州网格】已受理",
        "【永州网格】已办结",
    ]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((500, "oops"), "对方返回错误 500"),
        ((200, '{"errcode": 7}'), "短信网关的答复不含成功标志"),
        ((302, ""), "对方返回错误 302"),
        ("slow", "对方没有及时答复"),
        ("drop", "连接中断，不知是否送达"),
    ],
)
def test_whatever_goes_wrong_it_is_tried_again_with_the_same_key(
    by_sms: HttpCatcher,
    answer: tuple[int, str] | str,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(http_client, "SILENCE_SECONDS", 0.3)
    row = written()
    by_sms.answers = [answer, (200, '{"errcode":0}')]
    assert sent_by(NOW) == 0
    row.refresh_from_db()
    assert (row.state, row.failure, row.tries) == (State.WAITING, reason, 1)
    assert sent_by(NOW + MINUTE - timedelta(seconds=1)) == 0
    assert sent_by(NOW + MINUTE) == 1
    first, second = by_sms.caught
    assert first.json == second.json
    assert first.json["id"]
    assert "s3cret" not in row.failure
    assert row.address not in row.failure


def test_nobody_listens(by_sms: HttpCatcher, settings: Settings) -> None:
    settings.MESSAGES["WANGGE_SMS_URL"] = "http://127.0.0.1:9/"
    row = written()
    assert sent_by(NOW) == 0
    row.refresh_from_db()
    assert row.failure == "连不上对方"


def test_a_mail_whose_fate_is_unknown_is_sent_again_under_its_name(by_mail: MailCatcher) -> None:
    told(a_reader("wang", email="wang@yongzhou.example"))
    by_mail.answers = ["drop", "451 later", "250 OK"]
    at = NOW + 10 * MINUTE
    assert [sent_by(at), sent_by(at + MINUTE), sent_by(at + 3 * MINUTE)] == [0, 0, 1]
    assert len({mail["Message-ID"] for mail in by_mail.caught}) == 1


def test_a_digest_is_the_same_at_every_try_and_what_comes_later_goes_by_itself(
    by_mail: MailCatcher,
) -> None:
    wang = a_reader("wang", email="wang@yongzhou.example")
    told(wang, title="甲")
    told(wang, title="乙")
    by_mail.answers = ["451 later", "250 OK"]
    assert sent_by(NOW + 10 * MINUTE) == 0
    told(wang, title="丙", now=NOW + 10 * MINUTE)
    assert sent_by(NOW + 11 * MINUTE) == 1
    assert text_of(by_mail.caught[0]) == text_of(by_mail.caught[1])
    assert sent_by(NOW + 20 * MINUTE) == 1
    assert by_mail.caught[2]["Subject"] == "丙"


def test_a_mailbox_that_does_not_exist_is_not_tried_again(by_mail: MailCatcher) -> None:
    by_mail.unknown.add("gone@yongzhou.example")
    told(a_reader("wang", email="gone@yongzhou.example"))
    sent_by(NOW + 10 * MINUTE)
    row = Sending.objects.get()
    assert (row.state, row.failure) == (State.FAILED, "邮件服务器不收这个收件人（550）")


def test_pauses_grow_to_an_hour_and_at_last_it_is_failed(by_sms: HttpCatcher) -> None:
    by_sms.answers = [(500, "")]
    row, now, pauses = written(urgent=True), NOW, []
    for _ in range(MOST_TRIES):
        sent_by(now)
        row.refresh_from_db()
        pauses.append((row.not_before - now) / MINUTE)
        now = row.not_before
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert row.state == State.FAILED
    assert sent_by(now + timedelta(days=1)) == 0


def test_a_broken_channel_does_not_hold_up_the_others(
    by_sms: HttpCatcher, by_mail: MailCatcher
) -> None:
    by_sms.answers = [(500, "")]
    for _ in range(8):
        written()
    told(a_reader("wang", email="wang@yongzhou.example"), now=NOW - 20 * MINUTE)
    assert sent_by(NOW) == 1
    assert len(by_sms.caught) == 3
    assert len(by_mail.caught) == 1


def test_a_worker_killed_after_sending_sends_again_under_the_same_key(
    by_sms: HttpCatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = written()
    with monkeypatch.context() as patched:
        patched.setattr(sending, "_note", _killed)
        with pytest.raises(KeyboardInterrupt):
            sent_by(NOW)
    row.refresh_from_db()
    assert row.state == State.WAITING
    assert sent_by(NOW) == 0
    assert sent_by(NOW + MINUTE) == 1
    assert by_sms.caught[0].json == by_sms.caught[1].json


def _killed(*args: object, **kwargs: object) -> bool:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("guarded", "times"), [(True, 1), (False, 2)])
def test_a_second_run_while_the_first_is_sending_sends_nothing(
    by_sms: HttpCatcher, monkeypatch: pytest.MonkeyPatch, *, guarded: bool, times: int
) -> None:
    """The guard is that a claim moves the next try past this one; without it, twice."""
    if not guarded:
        monkeypatch.setattr(sending, "pause_after", lambda tries: timedelta(0))
    deliver, runs = channels.deliver, [1]

    def with_a_second_run(channel: Channel, address: str, outgoing: Outgoing) -> None:
        if runs.pop() if runs else 0:
            sent_by(NOW)
        deliver(channel, address, outgoing)

    monkeypatch.setattr(channels, "deliver", with_a_second_run)
    written()
    sent_by(NOW)
    assert len(by_sms.caught) == times


def test_a_channel_that_was_switched_off_fails_in_words(
    by_sms: HttpCatcher, settings: Settings
) -> None:
    row = written()
    settings.MESSAGES = {}
    assert sent_by(NOW) == 0
    row.refresh_from_db()
    assert (row.state, row.failure) == (State.FAILED, "这个通道没有开通")


def test_the_pause_is_longer_than_a_try_can_last() -> None:
    assert pause_after(1).total_seconds() > http_client.LONGEST_SECONDS + 10


def test_the_hour_of_a_try_in_the_evening_is_not_in_the_night(by_sms: HttpCatcher) -> None:
    by_sms.answers = [(500, "")]
    evening: datetime = NIGHT - timedelta(minutes=31)
    row = written(now=evening)
    for now in (evening, evening + MINUTE):
        sent_by(now)
    row.refresh_from_db()
    assert row.not_before == MORNING
