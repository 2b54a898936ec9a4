"""The ways out of the house, what goes out by them, and how it can fail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured


class Channel(StrEnum):
    MAIL = "mail"
    SMS = "sms"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    OTHER = "other"


WORDS = {
    Channel.MAIL: "邮件",
    Channel.SMS: "短信",
    Channel.WECOM: "企业微信群",
    Channel.DINGTALK: "钉钉群",
    Channel.OTHER: "其他群",
}
SWITCHED_ON_BY = {
    Channel.MAIL: "WANGGE_MAIL_URL",
    Channel.SMS: "WANGGE_SMS_URL",
    Channel.WECOM: "WANGGE_WECOM_KEY",
    Channel.DINGTALK: "WANGGE_DINGTALK_TOKEN",
    Channel.OTHER: "WANGGE_APPRISE_URL",
}
GROUPS = (Channel.WECOM, Channel.DINGTALK, Channel.OTHER)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told, and where to read on ("" when the public address is not known)."""

    text: str
    link: str = ""

    def __str__(self) -> str:
        return f"{self.text}\n{self.link}" if self.link else self.text


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message. `key` stays the same when it is sent again, so that a receiver can tell."""

    key: str
    lines: tuple[Line, ...]

    @property
    def subject(self) -> str:
        first = " ".join(self.lines[0].text.split())
        return first if len(self.lines) == 1 else f"{len(self.lines)} 条新消息：{first} 等"

    @property
    def body(self) -> str:
        if len(self.lines) == 1:
            return str(self.lines[0])
        listed = "\n".join(f"{n}. {line}" for n, line in enumerate(self.lines, 1))
        return f"您有 {len(self.lines)} 条新消息：\n{listed}"


class Unsent(Exception):
    """It did not go out, or nobody knows; worth another try. Names no address and no secret."""


class Refused(Unsent):
    """It will never go out: trying again is no use."""


def misconfigured(variable: str, sentence: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{variable} {sentence}")
