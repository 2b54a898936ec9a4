"""A demo city in a database of its own, for the benches; nothing of the demo's is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import django
from django.core.management import call_command

from config.launch.folders import REPO, data_folder
from config.launch.postgres import Postgres
from config.launch.roles import OWNER
from democity.terrain import Terrain

NAME = "wangge_bench"


def say(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)


def commit() -> str:
    """What was measured."""
    git = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(git, cwd=REPO, capture_output=True, text=True, check=False).stdout.strip()


@contextmanager
def city(grids: int) -> Iterator[tuple[Terrain, datetime]]:
    """The land, its people and its matters are loaded; no case yet."""
    server = Postgres(data_folder() / "bench-postgres").start()
    server.drop(NAME)
    server.prepare(NAME)
    os.environ |= {
        "WANGGE_MODE": "test",
        "DATABASE_URL": server.dsn(NAME),
        "OWNER_DATABASE_URL": server.dsn(NAME, OWNER),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    try:
        django.setup()
        yield _loaded(grids)
    finally:
        server.drop(NAME)
        server.stop()


def _loaded(grids: int) -> tuple[Terrain, datetime]:
    # These know Django's tables and can only be read once it is set up.
    from django.utils import timezone  # noqa: PLC0415

    from democity import land, listing, people  # noqa: PLC0415

    call_command("migrate", database="owner", verbosity=0)
    call_command("setup", stdout=sys.stderr)
    now = timezone.now()
    ground = land.terrain(grids, say)
    land.settle(ground, say, now=now)
    people.found_organisations(say, now=now)
    people.sign_up_cast(say, now=now)
    people.staff_grids(ground, say, now=now)
    listing.list_matters(say, now=now)
    return ground, now
