"""The embedded PostgreSQL: started, shared by several processes, stopped by the last of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from config.launch import locks, roles, server
from config.launch.console import CannotStart
from config.launch.folders import data_folder, made, server_folders
from config.launch.wheel import programs

INITDB = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--lc-ctype=C.UTF-8",
    "--auth=trust",
    "--username=postgres",
    "--no-instructions",
]
SUPERUSER = "postgres"
PORT = 5432  # only names the socket file: the server never listens on TCP


class Postgres:
    """One embedded server in one folder; making the object starts and writes nothing."""

    def __init__(
        self, folder: Path | None = None, *, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folders = server_folders((folder or data_folder() / "postgres").resolve())
        self.settings = server.settings(self.folders.sockets, settings or {})
        self._using: IO[bytes] | None = None
        self._child: server.Process | None = None

    def dsn(self, database: str = roles.DATABASE, role: str = roles.APPLICATION) -> str:
        """A URL that libpq, psycopg and the settings understand."""
        return f"postgresql://{role}@{quote(str(self.folders.sockets), safe='')}:{PORT}/{database}"

    def is_running(self) -> bool:
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def start(self) -> Postgres:
        """Running afterwards, and held for this process until it stops or dies."""
        made(self.folders.home)
        with self._one_at_a_time():
            self._initialise()
            self._check_version()
            if self._using is None:
                self._using = locks.share(self.folders.home / "users.lock")
            try:
                self._run()
            except BaseException:
                self._let_go()
                raise
        return self

    def stop(self) -> bool:
        """Let go; the last process to do so stops the server. True when it is stopped."""
        if not self.folders.home.exists():
            return True
        with self._one_at_a_time():
            self._let_go()
            if not locks.is_free(self.folders.home / "users.lock"):
                return False
            server.shut_down(self.folders, self._child)
            self._child = None
            return True

    def prepare(self, database: str = roles.DATABASE) -> None:
        """The two roles, the database, its extensions and grants exist; safe to repeat."""
        with self._one_at_a_time():
            with self._connect() as connection:
                for statement in roles.cluster_statements():
                    connection.execute(statement.encode())
                if not self._has(connection, database):
                    connection.execute(roles.create_database(database).encode())
            with self._connect(database) as connection:
                for statement in roles.database_statements(database):
                    connection.execute(statement.encode())
                self._check_chinese(connection)

    def drop(self, database: str = roles.DATABASE) -> None:
        """The database is gone, whoever was connected."""
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())

    def has(self, database: str = roles.DATABASE) -> bool:
        with self._connect() as connection:
            return self._has(connection, database)

    def superuser(self, database: str = SUPERUSER) -> psycopg.Connection:
        """An autocommit connection as the server's superuser."""
        return self._connect(database)

    def _connect(self, database: str = SUPERUSER) -> psycopg.Connection:
        return psycopg.connect(
            self.dsn(database, SUPERUSER),
            autocommit=True,
            connect_timeout=5,
            options="-c client_min_messages=warning",
        )

    @staticmethod
    def _has(connection: psycopg.Connection, database: str) -> bool:
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database])
        return found.rowcount == 1

    @staticmethod
    def _check_chinese(connection: psycopg.Connection) -> None:
        row = connection.execute(roles.SEES_CHINESE.encode()).fetchone()
        if row is None or row[0] is not True:
            raise CannotStart(
                "This PostgreSQL does not recognise Chinese letters (its LC_CTYPE is C), so "
                "searches would find nothing: please create the server with a UTF-8 LC_CTYPE."
            )

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with locks.exclusive(self.folders.home / "start.lock"):
            yield

    def _initialise(self) -> None:
        """A finished data folder appears at once or not at all."""
        if self.folders.data.exists():
            return
        unfinished = self.folders.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        server.private_folder(unfinished, self.folders.account)
        command: list[str | Path] = [
            programs(self.folders) / "initdb",
            "-D",
            unfinished,
            *INITDB,
        ]
        with self.folders.log.open("ab") as log:
            finished = server.spawn(command, self.folders.account, log).wait()
        if finished != 0:
            raise CannotStart(f"initdb failed; its last words are in {self.folders.log}.")
        unfinished.rename(self.folders.data)

    def _check_version(self) -> None:
        made_by = (self.folders.data / "PG_VERSION").read_text().strip()
        ours = server.major_version(programs(self.folders))
        if made_by != ours:
            raise CannotStart(
                f"{self.folders.data} was made by PostgreSQL {made_by}, but PostgreSQL {ours} is "
                "installed: dump and restore it (docs/operations/upgrade.md), or move it away."
            )

    def _run(self) -> None:
        if self.is_running() or self._wait_for_starting():
            return
        server.clear_remains(self.folders)
        self._launch()

    def _let_go(self) -> None:
        if self._using is not None:
            self._using.close()
            self._using = None

    def _wait_for_starting(self) -> bool:
        """True when a server that somebody else started came up while we waited."""
        return server.is_alive(self.folders) and self._ready_within(60, lambda: True)

    def _launch(self) -> None:
        server.private_folder(self.folders.sockets, self.folders.account)
        binary = programs(self.folders) / "postgres"
        command: list[str | Path] = [binary, "-D", self.folders.data, *self.settings]
        with self.folders.log.open("ab") as log:
            child = server.spawn(command, self.folders.account, log)
        self._child = child
        if not self._ready_within(120, lambda: child.poll() is None):
            server.shut_down(self.folders, child)
            raise CannotStart(
                f"PostgreSQL did not start; its last words are in {self.folders.log}."
            )

    def _ready_within(self, seconds: float, alive: server.Alive) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and alive():
            if self.is_running():
                return True
            time.sleep(0.05)
        return False


def embedded_urls() -> tuple[str, str]:
    """Where the application and the owner find the embedded database; starts nothing."""
    embedded = Postgres()
    return embedded.dsn(role=roles.APPLICATION), embedded.dsn(role=roles.OWNER)
