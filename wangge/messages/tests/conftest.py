"""Channels that are on: each leads to a server on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from wangge.messages.tests.catchers import HttpCatcher, MailCatcher, http_catcher, mail_catcher


@pytest.fixture
def http() -> Iterator[HttpCatcher]:
    with http_catcher() as catcher:
        yield catcher


@pytest.fixture
def mails() -> Iterator[MailCatcher]:
    with mail_catcher() as catcher:
        yield catcher


@pytest.fixture
def by_mail(mails: MailCatcher, settings: Settings) -> MailCatcher:
    sender = "网格平台 <wangge@yongzhou.example>"
    settings.MESSAGES = settings.MESSAGES | {
        "WANGGE_MAIL_URL": mails.url,
        "WANGGE_MAIL_FROM": sender,
    }
    settings.PUBLIC_URL = "https://wangge.example"
    return mails


@pytest.fixture
def by_sms(http: HttpCatcher, settings: Settings) -> HttpCatcher:
    settings.MESSAGES = settings.MESSAGES | {
        "WANGGE_SMS_URL": f"{http.url}/send?token=s3cret",
        "WANGGE_SMS_HEADERS": '{"content-type": "application/json"}',
        "WANGGE_SMS_BODY": '{"to":"{phone}","content":"{sign}{text}","id":"{key}"}',
        "WANGGE_SMS_SIGN": "【永州网格】",
        "WANGGE_SMS_SUCCESS": r'"errcode":\s*0\b',
    }
    return http


@pytest.fixture
def by_wecom(http: HttpCatcher, settings: Settings) -> HttpCatcher:
    settings.MESSAGES = settings.MESSAGES | {
        "WANGGE_WECOM_KEY": "city-key,431103001=township-key",
        "WANGGE_WECOM_URL": f"{http.url}/wecom",
    }
    return http
