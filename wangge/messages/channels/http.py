"""One HTTP request to an address from the environment: no redirects, no long waits."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from .kinds import Unsent

SILENCE_SECONDS = 10.0
LONGEST_SECONDS = 20.0
LONGEST_ANSWER = 65_536


class _NoRedirects(HTTPRedirectHandler):
    """An answer that sends us elsewhere is an error: hosts come from the environment alone."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def ask(method: str, url: str, *, body: bytes | None, headers: Mapping[str, str]) -> str:
    """The body of a good answer. `Unsent` for every other end, whose words name no address."""
    opener = build_opener(_NoRedirects, HTTPSHandler(context=ssl.create_default_context()))
    request = Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310
    deadline = time.monotonic() + LONGEST_SECONDS
    try:
        with opener.open(request, timeout=SILENCE_SECONDS) as answer:
            return _read(answer, deadline).decode(errors="replace")
    except HTTPError as error:
        error.close()
        raise Unsent(f"对方返回错误 {error.code}") from None
    except TimeoutError:
        raise Unsent("对方没有及时答复") from None
    except URLError as error:
        late = isinstance(error.reason, TimeoutError)
        raise Unsent("对方没有及时答复" if late else "连不上对方") from None
    except (OSError, HTTPException):
        raise Unsent("连接中断，不知是否送达") from None


def _read(answer: HTTPResponse, deadline: float) -> bytes:
    found = b""
    while len(found) < LONGEST_ANSWER and (part := answer.read1(4096)):
        found += part
        if time.monotonic() > deadline:
            raise TimeoutError
    return found
