"""What the environment says about the ways out of the house."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

VARIABLES = (
    "WANGGE_MAIL_URL",
    "WANGGE_MAIL_FROM",
    "WANGGE_SMS_URL",
    "WANGGE_SMS_METHOD",
    "WANGGE_SMS_HEADERS",
    "WANGGE_SMS_BODY",
    "WANGGE_SMS_SIGN",
    "WANGGE_SMS_SUCCESS",
    "WANGGE_WECOM_KEY",
    "WANGGE_WECOM_URL",
    "WANGGE_DINGTALK_TOKEN",
    "WANGGE_DINGTALK_URL",
    "WANGGE_APPRISE_URL",
)
GOES_TO = {
    "WANGGE_MAIL_URL": "WANGGE_MAIL_URL",
    "WANGGE_SMS_URL": "WANGGE_SMS_URL",
    "WANGGE_WECOM_KEY": "WANGGE_WECOM_URL",
    "WANGGE_DINGTALK_TOKEN": "WANGGE_DINGTALK_URL",
    "WANGGE_APPRISE_URL": "WANGGE_APPRISE_URL",
}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def from_environment(environment: Mapping[str, str], mode: str) -> dict[str, str]:
    """The variables that are set. The demo's people are invented: it only writes to this machine.

    Tests set their own.
    """
    if mode == "test":
        return {}
    given = {name: environment[name] for name in VARIABLES if environment.get(name)}
    if mode == "demo":
        for switch, address in GOES_TO.items():
            if urlsplit(given.get(address, "")).hostname not in LOOPBACK:
                given.pop(switch, None)
    return given


def public_url(written: str) -> str:
    """The address people reach the house under, without its last slash."""
    parts = urlsplit(written)
    if written and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query):
        raise ImproperlyConfigured(
            "WANGGE_PUBLIC_URL 应为 https:// 开头的网址，例如 https://wangge.example.cn。"
        )
    return written.rstrip("/")
