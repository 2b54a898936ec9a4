"""The demo database: brought from whatever an earlier run left to a loaded city."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg import sql

from config.launch import digests
from config.launch.children import last_words, log_file, manage_command
from config.launch.console import CannotStart, say, step
from config.launch.folders import REPO
from config.launch.postgres import Postgres
from config.launch.roles import DATABASE

Notes = dict[str, Any]
CASES = 20_000


class City:
    """What has been done is noted on the database itself, and so lives and dies with it."""

    def __init__(self, postgres: Postgres, env: Mapping[str, str]) -> None:
        self.postgres = postgres
        self.env = dict(env)

    def bring_up(self, *, cases: int | None, reset: bool) -> str:
        """Migrated, set up and loaded afterwards, steps already done skipped; who can sign in."""
        self._clear(reset=reset)
        self.postgres.prepare()
        notes = self._notes()
        self._migrate(notes)
        self._set_up(notes)
        self._load(notes, cases)
        return self._cast(notes)

    def _clear(self, *, reset: bool) -> None:
        if not self.postgres.has():
            return
        if self._notes().get("loading"):
            say("  An earlier run was cut while loading the demo city: starting afresh.")
        elif not reset:
            return
        with step("old database removed"):
            self.postgres.drop()

    def _migrate(self, notes: Notes) -> None:
        ours = digests.of_migrations()
        applied = notes.get("migrations", {})
        if any(ours.get(name) != digest for name, digest in applied.items()):
            raise CannotStart(
                "the demo database was made by migrations that have changed since: please run "
                "`make demo ARGS=--reset`, which makes it anew."
            )
        if applied == ours:
            return
        with step("migrations"):
            self._manage("migrate", "--database", "owner", "--no-input")
        self._note(notes, migrations=ours)

    def _set_up(self, notes: Notes) -> None:
        sources = digests.of_sources()
        if notes.get("sources") == sources:
            return
        with step("roles and basic tables"):
            self._manage("setup")
        self._note(notes, sources=sources)

    def _load(self, notes: Notes, cases: int | None) -> None:
        if "cases" in notes:
            if cases not in {None, notes["cases"]}:
                say(f"  Loaded with {notes['cases']} cases already; --reset loads the city anew.")
            return
        wanted = CASES if cases is None else cases
        self._note(notes, loading=True)
        with step("demo city", talks=True):
            self._manage("load_demo", "--cases", str(wanted), shown=True)
        notes.pop("loading")
        self._note(notes, cases=wanted)

    def _cast(self, notes: Notes) -> str:
        """The accounts as `wangge demo_accounts` lists them, asked again when the code changed."""
        cast = notes.get("accounts", {})
        if cast.get("sources") != notes["sources"]:
            listed = self._manage("demo_accounts")
            cast = {"sources": notes["sources"], "text": listed.read_text().rstrip()}
            self._note(notes, accounts=cast)
        return str(cast["text"])

    def _notes(self) -> Notes:
        with self.postgres.superuser() as connection:
            row = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [DATABASE],
            ).fetchone()
        noted: Notes = json.loads(row[0]) if row and row[0] else {}
        return noted

    def _note(self, notes: Notes, **more: Any) -> None:
        notes.update(more)
        with self.postgres.superuser() as connection:
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                    sql.Identifier(DATABASE), sql.Literal(json.dumps(notes))
                )
            )

    def _manage(self, *words: str, shown: bool = False) -> Path:
        log = log_file(words[0])
        with log.open("wb") as output:
            done = subprocess.run(
                manage_command(*words),
                cwd=REPO,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=None if shown else output,
                stderr=output,
                check=False,
            )
        if done.returncode:
            raise CannotStart(f"wangge {words[0]} failed ({log}):\n{last_words(log)}")
        return log
