"""E-mail by SMTP: `WANGGE_MAIL_URL`, for example smtp+tls://user:password@smtp.example.cn:587."""

from __future__ import annotations

from email.utils import parseaddr
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage, get_connection

from .kinds import Outgoing, Refused, Unsent, misconfigured

SECONDS = 15
SECURITY: dict[str, dict[str, Any]] = {
    "smtp": {},
    "smtp+tls": {"use_tls": True},
    "smtps": {"use_ssl": True},
}
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def read(values: dict[str, str]) -> dict[str, Any]:
    """The arguments of a connection; ImproperlyConfigured when they make no sense."""
    url = urlsplit(values["WANGGE_MAIL_URL"])
    if url.scheme not in SECURITY or not url.hostname:
        raise misconfigured("WANGGE_MAIL_URL", "应为 smtp://、smtp+tls:// 或 smtps:// 开头的地址。")
    if "@" not in parseaddr(values.get("WANGGE_MAIL_FROM", ""))[1]:
        raise misconfigured(
            "WANGGE_MAIL_FROM", "应为发件人邮箱，例如 网格平台 <wangge@example.cn>。"
        )
    return {
        "host": url.hostname,
        "port": url.port or PORTS[url.scheme],
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        **SECURITY[url.scheme],
    }


def deliver(values: dict[str, str], address: str, outgoing: Outgoing) -> None:
    """Handed to the server, which answered for it. Sent again it has the same Message-ID."""
    sender = values["WANGGE_MAIL_FROM"]
    host = parseaddr(sender)[1].rpartition("@")[2]
    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend", timeout=SECONDS, **read(values)
    )
    message = EmailMessage(
        outgoing.subject,
        f"{outgoing.body}\n\n（此邮件由系统发出，请勿回复。）",
        sender,
        [address],
        connection=connection,
        headers={"Message-ID": f"<{outgoing.key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        kind = Refused if min(codes, default=0) >= 500 else Unsent
        raise kind(f"邮件服务器不收这个收件人（{min(codes, default=0)}）") from None
    except SMTPAuthenticationError:
        raise Unsent("邮件服务器不接受用户名或密码") from None
    except TimeoutError:
        raise Unsent("邮件服务器没有及时答复") from None
    except SMTPException:
        raise Unsent("邮件服务器没有接受这封邮件") from None
    except (OSError, UnicodeError, ValueError):
        raise Unsent("连不上邮件服务器") from None
