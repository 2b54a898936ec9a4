"""Real servers on this machine that keep what reaches them, and fail when told to."""

from __future__ import annotations

import json
import socket
import time
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Caught:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True)
class HttpCatcher:
    """`answers` are used up one by one, the last for good: (status, body), "slow" or "drop"."""

    url: str
    caught: list[Caught] = field(default_factory=list)
    answers: list[tuple[int, str] | str] = field(default_factory=lambda: [(200, '{"errcode":0}')])

    def next_answer(self) -> tuple[int, str] | str:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def http_catcher() -> Iterator[HttpCatcher]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            url = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            headers = {name.title(): value for name, value in self.headers.items()}
            query = parse_qs(url.query, keep_blank_values=True)
            catcher.caught.append(Caught(self.command, url.path, query, headers, body))
            self._answer(catcher.next_answer())

        do_GET = do_POST  # noqa: N815

        def _answer(self, answer: tuple[int, str] | str) -> None:
            if answer == "slow":
                time.sleep(1)
            if isinstance(answer, str):
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, body = answer
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", catcher.url + "/elsewhere")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    catcher = HttpCatcher(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield catcher
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(slots=True)
class MailCatcher:
    """`answers` as with HTTP: an SMTP reply to the message, or "drop" after reading it."""

    url: str = ""
    caught: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=lambda: ["250 OK"])
    unknown: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = cast("bytes", envelope.content)
        self.caught.append(message_from_bytes(content, policy=policy.default))
        self.to += envelope.rcpt_tos
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == "drop" and isinstance(server.transport, WriteTransport):
            server.transport.abort()
        return answer


@contextmanager
def mail_catcher() -> Iterator[MailCatcher]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    catcher = MailCatcher(f"smtp://127.0.0.1:{port}")
    controller = Controller(catcher, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield catcher
    finally:
        controller.stop()
