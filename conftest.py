"""The database every test lives in. See tests/environment.py for what is set before this."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from config.launch import locks
from config.launch.roles import OWNER
from tests.environment import DATABASE, SERVER

ROOT = Path(__file__).parent
SHAPES = [
    "uv.lock",
    "wangge/*/migrations/*.py",
    "config/*.py",
    "config/management/commands/setup.py",
]


def template_name() -> str:
    """Named by what it is made of, so that a changed migration makes a new one."""
    made_of = hashlib.sha256()
    for path in sorted(path for pattern in SHAPES for path in ROOT.glob(pattern)):
        made_of.update(path.read_bytes())
    return f"wangge_template_{made_of.hexdigest()[:12]}"


def make_template(name: str) -> None:
    unfinished = f"{name}_unfinished"
    SERVER.drop(unfinished)
    SERVER.prepare(unfinished)
    urls = {
        "DATABASE_URL": SERVER.dsn(unfinished),
        "OWNER_DATABASE_URL": SERVER.dsn(unfinished, OWNER),
    }
    for command in (["migrate", "--database", "owner", "-v0"], ["setup"]):
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "config.cli", *command], env=os.environ | urls, check=True
        )
    with SERVER.superuser() as server:
        server.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"'.encode())


def drop_left_behind() -> None:
    """Databases of test processes that were killed before they could drop them."""
    with SERVER.superuser() as server:
        names = server.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^wangge_test_[a-z0-9]+_[0-9]+'"
        ).fetchall()
    for (name,) in names:
        if not Path(f"/proc/{name.split('_')[3]}").exists():
            SERVER.drop(name)


def clone(template: str, database: str) -> None:
    SERVER.drop(database)
    with SERVER.superuser() as server:
        server.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"'.encode())


@pytest.fixture(scope="session")
def template() -> Iterator[str]:
    """The name of a migrated database with the default roles, to be cloned."""
    SERVER.start()
    name = template_name()
    with locks.exclusive(SERVER.folders.home / "template.lock"):
        drop_left_behind()
        if not SERVER.has(name):
            make_template(name)
    yield name
    SERVER.stop()


@pytest.fixture(scope="session")
def django_db_setup(template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with locks.exclusive(SERVER.folders.home / "template.lock"):
        clone(template, DATABASE)
    with django_db_blocker.unblock():
        yield
        for connection in connections.all():
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]
    SERVER.drop(DATABASE)


@pytest.fixture
def fresh_database(
    template: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A clone of its own, for tests that commit: threads, constraints at commit, the relay."""
    name = f"{DATABASE}_fresh"
    with locks.exclusive(SERVER.folders.home / "template.lock"):
        clone(template, name)
    default = connections["default"]
    with django_db_blocker.unblock():
        default.close()
        default.close_pool()  # type: ignore[attr-defined]
        before, default.settings_dict["NAME"] = default.settings_dict["NAME"], name
        try:
            yield name
        finally:
            default.close()
            default.close_pool()  # type: ignore[attr-defined]
            default.settings_dict["NAME"] = before
            SERVER.drop(name)


@pytest.fixture(autouse=True)
def quick_passwords() -> Iterator[None]:
    """Argon2 as in production, but with the least memory: tests sign in hundreds of times."""
    kept = Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.time_cost
    Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.time_cost = 64, 1
    yield
    Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.time_cost = kept


@pytest.fixture(autouse=True)
def no_names_remembered() -> None:
    """A test's names are rolled back; what the process remembers of them must go, too."""
    import_module("wangge.places.queries").forget()


@pytest.fixture
def town(db: None) -> None:
    """The map and the cast of tests/town.py, in this test's transaction."""
    import_module("tests.town").build()


@pytest.fixture
def run_jobs(db: None) -> Callable[..., int]:
    """`run_jobs()` does all that the worker would have done by now (or by `now=…`)."""
    run: Callable[..., int] = import_module("tests.due").run_due
    return run
