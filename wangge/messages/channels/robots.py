"""Group robots of WeCom and DingTalk: one JSON message to the group of an area.

`WANGGE_WECOM_KEY=431103=aaa,431103001=bbb` names a group per area; a key alone is the whole
city's. Both services answer 200 to what they refuse and say so in `errcode`.
"""

from __future__ import annotations

import base64
import hmac
import json
import time
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from wangge.kernel.code import Code

from .http import ask
from .kinds import Outgoing, Unsent, misconfigured

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
DINGTALK = "https://oapi.dingtalk.com/robot/send"
WECOM_BYTES = 2048
DINGTALK_BYTES = 18_000
JSON = {"Content-Type": "application/json; charset=utf-8"}


def areas(written: str, variable: str, city: str) -> dict[str, str]:
    """Area code → secret of its group."""
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, written.split(","))):
        area, separator, secret = part.partition("=")
        if not separator:
            area, secret = city, part
        if not _is_code(area) or not secret:
            raise misconfigured(variable, "应为一个密钥，或 区划代码=密钥，以逗号分隔。")
        found[area] = secret
    return found


def _is_code(area: str) -> bool:
    try:
        return bool(Code(area))
    except ValueError:
        return False


def checked_url(url: str, variable: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise misconfigured(variable, "应为 http:// 或 https:// 开头的地址。")
    return url


def to_wecom(values: dict[str, str], key: str, outgoing: Outgoing) -> None:
    url = checked_url(values.get("WANGGE_WECOM_URL") or WECOM, "WANGGE_WECOM_URL")
    _post(f"{url}?{urlencode({'key': key})}", outgoing, WECOM_BYTES)


def to_dingtalk(values: dict[str, str], token: str, outgoing: Outgoing) -> None:
    """`token` or `token:secret`; with a secret the message is signed."""
    url = checked_url(values.get("WANGGE_DINGTALK_URL") or DINGTALK, "WANGGE_DINGTALK_URL")
    token, _, secret = token.partition(":")
    query = {"access_token": token} | (_signature(secret) if secret else {})
    _post(f"{url}?{urlencode(query)}", outgoing, DINGTALK_BYTES)


def _signature(secret: str) -> dict[str, str]:
    at = str(round(time.time() * 1000))
    digest = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), sha256).digest()
    return {"timestamp": at, "sign": base64.b64encode(digest).decode()}


def _post(url: str, outgoing: Outgoing, most: int) -> None:
    content = outgoing.body.encode()[:most].decode(errors="ignore")
    body = json.dumps({"msgtype": "text", "text": {"content": content}}, ensure_ascii=False)
    headers = JSON | {"X-Request-Id": outgoing.key}
    answer = ask("POST", url, body=body.encode(), headers=headers)
    try:
        code = json.loads(answer)["errcode"]
    except (ValueError, TypeError, KeyError):
        raise Unsent("群机器人的答复无法识别") from None
    if code != 0:
        raise Unsent(f"群机器人拒绝了消息（错误 {code}）")
