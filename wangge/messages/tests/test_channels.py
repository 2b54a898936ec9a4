"""Each channel as its other side sees it."""

from __future__ import annotations

import base64
import hmac
import json
from hashlib import sha256
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config.channels import from_environment, public_url
from wangge.kernel.code import Code
from wangge.messages import channels
from wangge.messages.channels import Channel, Line, Outgoing, Unsent
from wangge.messages.tests.catchers import HttpCatcher

# apprise loads all it knows at once, on Python 3.11 with a module that is to go.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

NASTY = 'a"b\\c{phone}&d=1\n<e>%7B 五'
ONE = Outgoing("key-1", (Line("事件 4311 待受理", "https://wangge.example/cases/1/"),))
PHONE = "13800000001"


def text(words: str) -> Outgoing:
    return Outgoing("key-1", (Line(words),))


def test_json_survives_any_text(by_sms: HttpCatcher) -> None:
    channels.deliver(Channel.SMS, PHONE, text(NASTY))
    (caught,) = by_sms.caught
    assert caught.json == {"to": PHONE, "content": f"【永州网格】{NASTY}", "id": "key-1"}
    assert caught.query == {"token": ["s3cret"]}


def test_a_form_survives_any_text(by_sms: HttpCatcher, settings: Settings) -> None:
    settings.MESSAGES["WANGGE_SMS_HEADERS"] = ""
    settings.MESSAGES["WANGGE_SMS_BODY"] = "mobile={phone}&msg={text}&id={key}"
    channels.deliver(Channel.SMS, PHONE, text(NASTY))
    (caught,) = by_sms.caught
    assert parse_qs(caught.body) == {"mobile": [PHONE], "msg": [NASTY], "id": ["key-1"]}
    assert caught.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_an_address_survives_any_text(by_sms: HttpCatcher, settings: Settings) -> None:
    settings.MESSAGES |= {
        "WANGGE_SMS_URL": f"{by_sms.url}/send?mobile={{phone}}&msg={{text}}",
        "WANGGE_SMS_METHOD": "GET",
        "WANGGE_SMS_BODY": "",
    }
    channels.deliver(Channel.SMS, PHONE, text(NASTY))
    (caught,) = by_sms.caught
    assert (caught.method, caught.query) == ("GET", {"mobile": [PHONE], "msg": [NASTY]})


def test_xml_survives_any_text(by_sms: HttpCatcher, settings: Settings) -> None:
    settings.MESSAGES["WANGGE_SMS_HEADERS"] = '{"Content-Type": "text/xml"}'
    settings.MESSAGES["WANGGE_SMS_BODY"] = '<sms to="{phone}" text="{text}"/>'
    channels.deliver(Channel.SMS, PHONE, text(NASTY))
    assert 'text="a&quot;b\\c{phone}&amp;d=1\n&lt;e&gt;' in by_sms.caught[0].body


def test_a_gateway_cannot_send_us_elsewhere(by_sms: HttpCatcher) -> None:
    by_sms.answers = [(302, "")]
    with pytest.raises(Unsent, match="302"):
        channels.deliver(Channel.SMS, PHONE, ONE)
    assert [it.path for it in by_sms.caught] == ["/send"]


def test_wecom_gets_one_text_for_the_group_of_the_area(by_wecom: HttpCatcher) -> None:
    area = channels.group_of(Channel.WECOM, Code("431103001001001"))
    assert area == "431103001"
    assert channels.group_of(Channel.WECOM, Code("431102")) == "4311"
    channels.deliver(Channel.WECOM, area, ONE)
    (caught,) = by_wecom.caught
    assert (caught.path, caught.query) == ("/wecom", {"key": ["township-key"]})
    assert caught.json["text"]["content"] == "事件 4311 待受理\nhttps://wangge.example/cases/1/"


def test_a_long_digest_is_cut_to_what_wecom_takes(by_wecom: HttpCatcher) -> None:
    channels.deliver(Channel.WECOM, "4311", text("很长" * 1000))
    content = by_wecom.caught[0].json["text"]["content"]
    assert 2040 < len(content.encode()) <= 2048


@pytest.mark.parametrize("answer", ['{"errcode":45009,"errmsg":"limit"}', "hello", "[]", "{}"])
def test_a_refusal_under_a_good_status_is_a_failure(by_wecom: HttpCatcher, answer: str) -> None:
    by_wecom.answers = [(200, answer)]
    with pytest.raises(Unsent, match="群机器人") as failure:
        channels.deliver(Channel.WECOM, "4311", ONE)
    assert "city-key" not in str(failure.value)


def test_dingtalk_is_signed(http: HttpCatcher, settings: Settings) -> None:
    settings.MESSAGES = {
        "WANGGE_DINGTALK_TOKEN": "token:SECret",
        "WANGGE_DINGTALK_URL": f"{http.url}/robot/send",
    }
    channels.deliver(Channel.DINGTALK, "4311", ONE)
    query = {name: values[0] for name, values in http.caught[0].query.items()}
    signed = f"{query['timestamp']}\nSECret".encode()
    expected = base64.b64encode(hmac.new(b"SECret", signed, sha256).digest()).decode()
    assert (query["access_token"], query["sign"]) == ("token", expected)
    assert http.caught[0].json["msgtype"] == "text"


def test_another_group_is_reached_through_apprise(http: HttpCatcher, settings: Settings) -> None:
    settings.MESSAGES = {"WANGGE_APPRISE_URL": http.url.replace("http://", "json://") + "/hook"}
    assert channels.group_of(Channel.OTHER, Code("431103")) == "4311"
    channels.deliver(Channel.OTHER, "4311", ONE)
    assert http.caught[0].path == "/hook"
    assert "事件 4311 待受理" in json.dumps(http.caught[0].json, ensure_ascii=False)
    http.answers = [(500, "")]
    with pytest.raises(Unsent):
        channels.deliver(Channel.OTHER, "4311", ONE)


MAIL_FROM = {"WANGGE_MAIL_FROM": "a@b.example"}
SMS_BODY = {"WANGGE_SMS_BODY": "{phone}{text}"}
SMS = {"WANGGE_SMS_URL": "https://sms.example/", **SMS_BODY}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"WANGGE_MAIL_URL": "mail.example:25", **MAIL_FROM}, "WANGGE_MAIL_URL"),
        ({"WANGGE_MAIL_URL": "smtp://mail.example"}, "WANGGE_MAIL_FROM"),
        ({"WANGGE_SMS_URL": "sms.example", **SMS_BODY}, "WANGGE_SMS_URL"),
        ({"WANGGE_SMS_URL": "https://{phone}.example/", **SMS_BODY}, "问号之后"),
        ({"WANGGE_SMS_URL": "https://sms.example/?p={phone}"}, "WANGGE_SMS_BODY"),
        ({**SMS, "WANGGE_SMS_HEADERS": "Content-Type: x"}, "WANGGE_SMS_HEADERS"),
        ({**SMS, "WANGGE_SMS_SUCCESS": "("}, "WANGGE_SMS_SUCCESS"),
        ({"WANGGE_WECOM_KEY": "冷水滩=key"}, "WANGGE_WECOM_KEY"),
        ({"WANGGE_WECOM_KEY": "key", "WANGGE_WECOM_URL": "wecom"}, "WANGGE_WECOM_URL"),
        ({"WANGGE_APPRISE_URL": "pigeon://x"}, "WANGGE_APPRISE_URL"),
    ],
)
def test_what_cannot_work_is_refused_at_start_in_a_sentence(
    settings: Settings, values: dict[str, str], said: str
) -> None:
    settings.MESSAGES = values
    with pytest.raises(ImproperlyConfigured, match=said):
        channels.check()


def test_what_can_work_is_not_refused(settings: Settings) -> None:
    settings.MESSAGES = (
        SMS
        | MAIL_FROM
        | {
            "WANGGE_MAIL_URL": "smtp+tls://user:p%40ss@mail.example:587",
            "WANGGE_WECOM_KEY": "431103=a, 431103001=b",
            "WANGGE_DINGTALK_TOKEN": "token",
        }
    )
    channels.check()


def test_nothing_is_on_until_it_is_named() -> None:
    assert not any(map(channels.is_on, Channel))
    assert from_environment({"PATH": "/bin", "WANGGE_SMS_URL": ""}, "production") == {}


def test_the_demo_writes_to_this_machine_alone() -> None:
    given = {
        "WANGGE_MAIL_URL": "smtp://127.0.0.1:2525",
        "WANGGE_SMS_URL": "https://sms.example/",
        "WANGGE_WECOM_KEY": "key",
        "WANGGE_DINGTALK_TOKEN": "token",
        "WANGGE_DINGTALK_URL": "http://localhost:8080/",
    }
    assert from_environment(given, "production") == given
    left = from_environment(given, "demo")
    assert "WANGGE_MAIL_URL" in left
    assert "WANGGE_DINGTALK_TOKEN" in left
    assert not {"WANGGE_SMS_URL", "WANGGE_WECOM_KEY"} & left.keys()


def test_the_public_address_is_a_web_address() -> None:
    assert public_url("https://wangge.example/") == "https://wangge.example"
    assert public_url("") == ""
    with pytest.raises(ImproperlyConfigured, match="WANGGE_PUBLIC_URL"):
        public_url("wangge.example")
