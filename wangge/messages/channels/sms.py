"""SMS through whatever gateway the city has: an HTTP request made from templates.

`{phone}`, `{text}`, `{sign}` and `{key}` stand in the query of WANGGE_SMS_URL and in
WANGGE_SMS_BODY; each value is written as its surroundings want it (JSON, form, XML, address), and
nothing that was put in is looked at again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import quote, quote_plus, urlsplit
from xml.sax.saxutils import escape

from .http import ask
from .kinds import Outgoing, Unsent, misconfigured

MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
PLACE = re.compile(r"\{(phone|text|sign|key)\}")
FORM = "application/x-www-form-urlencoded"
Writer = Callable[[str], str]


def mobile(phone: str) -> str | None:
    """The eleven digits of a mobile number of the mainland; None for any other."""
    found = MOBILE.fullmatch(re.sub(r"[\s-]", "", phone))
    return found[1] if found else None


def read(values: dict[str, str]) -> dict[str, str]:
    """The headers; ImproperlyConfigured when the templates make no sense."""
    url = urlsplit(values["WANGGE_SMS_URL"])
    if url.scheme not in {"http", "https"} or not url.hostname:
        raise misconfigured("WANGGE_SMS_URL", "应为 http:// 或 https:// 开头的地址。")
    if PLACE.search(url._replace(query="").geturl()):
        raise misconfigured("WANGGE_SMS_URL", "中的 {phone} 等只能放在问号之后。")
    template = url.query + values.get("WANGGE_SMS_BODY", "")
    if "{phone}" not in template or "{text}" not in template:
        raise misconfigured("WANGGE_SMS_BODY", "（或地址问号之后）应含有 {phone} 和 {text}。")
    try:
        re.compile(values.get("WANGGE_SMS_SUCCESS", ""))
    except re.error:
        raise misconfigured("WANGGE_SMS_SUCCESS", "应为正则表达式。") from None
    return _headers(values.get("WANGGE_SMS_HEADERS") or "{}")


def _headers(written: str) -> dict[str, str]:
    try:
        headers = dict(json.loads(written))
    except (ValueError, TypeError):
        words = '应为 JSON 对象，例如 {"Content-Type": "application/json"}。'
        raise misconfigured("WANGGE_SMS_HEADERS", words) from None
    return {str(name).title(): str(value) for name, value in headers.items()}


def deliver(values: dict[str, str], address: str, outgoing: Outgoing) -> None:
    """Accepted by the gateway, by its status and by WANGGE_SMS_SUCCESS in its answer."""
    told = {
        "phone": address,
        "text": outgoing.body,
        "sign": values.get("WANGGE_SMS_SIGN", ""),
        "key": outgoing.key,
    }
    headers = {"Content-Type": FORM} | read(values)
    url = urlsplit(values["WANGGE_SMS_URL"])
    body = _filled(values.get("WANGGE_SMS_BODY", ""), told, _writer(headers["Content-Type"]))
    answer = ask(
        values.get("WANGGE_SMS_METHOD") or "POST",
        url._replace(query=_filled(url.query, told, _in_address)).geturl(),
        body=body.encode() if body else None,
        headers=headers,
    )
    if not re.search(values.get("WANGGE_SMS_SUCCESS", ""), answer):
        raise Unsent("短信网关的答复不含成功标志")


def _filled(template: str, told: dict[str, str], write: Writer) -> str:
    return PLACE.sub(lambda found: write(told[found[1]]), template)


def _writer(content_type: str) -> Writer:
    if "json" in content_type.lower():
        return lambda value: json.dumps(value, ensure_ascii=False)[1:-1]
    if "xml" in content_type.lower():
        return lambda value: escape(value, {'"': "&quot;", "'": "&apos;"})
    return quote_plus


def _in_address(value: str) -> str:
    return quote(value, safe="")
