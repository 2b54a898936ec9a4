"""The real web server and the real worker on a database of their own."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from config.launch import frontend
from config.launch.children import Children, manage_command, web_command
from config.launch.environment import LOOPBACK
from tests.environment import SERVER

PATIENCE = 40.0


@dataclass(frozen=True, slots=True)
class Site:
    """A running installation: its address, and its database for looking into the journal."""

    url: str
    database: str

    def events_of(self, number: str) -> list[tuple[str, str]]:
        """Everything the journal knows about a case: who did what, oldest first."""
        with psycopg.connect(SERVER.dsn(self.database)) as connection:
            return connection.execute(
                "SELECT entry.event, entry.actor_label FROM journal_entry entry"
                " JOIN cases_case held ON entry.subject = 'case:' || held.id"
                " WHERE held.number = %s ORDER BY entry.id",
                [number],
            ).fetchall()

    def number_of(self, words: str) -> str:
        """The number of the case that says exactly this."""
        with psycopg.connect(SERVER.dsn(self.database)) as connection:
            row = connection.execute(
                "SELECT number FROM cases_case WHERE words = %s", [words]
            ).fetchone()
        assert row, words
        return str(row[0])

    def count(self, words: str) -> int:
        """How many cases say exactly this."""
        with psycopg.connect(SERVER.dsn(self.database)) as connection:
            row = connection.execute(
                "SELECT count(*) FROM cases_case WHERE words = %s", [words]
            ).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def running(database: str) -> Iterator[Site]:
    """Web server and worker are up inside the block and gone after it."""
    frontend.build()
    port = _free_port()
    env = environment(database)
    children = Children(env)
    try:
        _stage(env)
        children.start("journeys-web", web_command(LOOPBACK, port))
        children.start("journeys-worker", manage_command("worker"))
        _wait_for(port, children)
        yield Site(f"http://{LOOPBACK}:{port}", database)
    finally:
        for child in children.running.values():
            child.terminate()
        for child in children.running.values():
            child.wait(10)


def environment(database: str) -> dict[str, str]:
    return os.environ | {
        "WANGGE_MODE": "demo",
        "WANGGE_BIND": LOOPBACK,
        "ALLOWED_HOSTS": LOOPBACK,
        "DATABASE_URL": SERVER.dsn(database),
        "PORTAL_LIMITS": "send-address=200/3600,unproven-address=50/3600",
    }


def _stage(env: dict[str, str]) -> None:
    """In a process of its own: this one's Django keeps to its own database."""
    subprocess.run(
        manage_command("shell", "-v0", "-c", "from tests.journeys import stage; stage.build()"),
        env=env,
        check=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, children: Children) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        children.check()
        if _answers(port):
            return
        time.sleep(0.1)
    raise TimeoutError(f"the web server does not answer on port {port}")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
