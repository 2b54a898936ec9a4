"""The embedded server: started by several at once, killed, left half made, deep in the tree."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import environ
import psycopg
import pytest

from config.launch import console, roles, server
from config.launch.folders import LONGEST_SOCKET, REPO, SHARED_STATE, SOCKET_NAME
from config.launch.postgres import Postgres

pytestmark = pytest.mark.slow
HASTY = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture
def home() -> Iterator[Path]:
    """Open to the account that runs the server, unlike pytest's own folders when root runs them."""
    folder = Path(tempfile.mkdtemp(prefix="wangge-test-"))
    folder.chmod(0o755)
    yield folder / "postgres"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(home: Path) -> Iterator[Postgres]:
    started = Postgres(home, settings=HASTY).start()
    yield started
    started.stop()


def postmaster(postgres: Postgres) -> int:
    return int((postgres.folders.data / "postmaster.pid").read_text().split()[0])


def test_making_the_object_writes_nothing(home: Path) -> None:
    assert not Postgres(home).is_running()
    assert not home.exists()


def test_it_starts_answers_and_stops(postgres: Postgres) -> None:
    assert postgres.is_running()
    assert postgres.stop()
    assert not postgres.is_running()
    assert postgres.start().is_running()


def test_it_listens_on_no_tcp_port_and_its_sockets_are_private(postgres: Postgres) -> None:
    with postgres.superuser() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert postgres.folders.sockets.stat().st_mode & 0o777 == 0o700
    assert postgres.folders.data.stat().st_mode & 0o777 == 0o700


def test_the_application_role_reads_and_writes_but_shapes_nothing(postgres: Postgres) -> None:
    postgres.prepare("city")
    postgres.prepare("city")
    with psycopg.connect(postgres.dsn("city", roles.OWNER)) as owner:
        owner.execute("CREATE TABLE thing (id serial, name text)")
    with psycopg.connect(postgres.dsn("city"), autocommit=True) as application:
        application.execute("INSERT INTO thing (name) VALUES ('朝阳区')")
        rights = application.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles "
            "WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False, False, False, False)
        for forbidden in ("DROP TABLE thing", "CREATE TABLE other ()", "TRUNCATE thing"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(forbidden)


def test_a_killed_server_comes_back_with_what_was_committed(home: Path, postgres: Postgres) -> None:
    with postgres.superuser() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(postmaster(postgres), signal.SIGKILL)
    again = Postgres(home, settings=HASTY).start()
    with again.superuser() as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    again.stop()


def test_a_pid_file_that_names_a_stranger_does_not_hinder(postgres: Postgres) -> None:
    postgres.stop()
    stale = postgres.folders.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{postgres.folders.data}\n0\n5432\n\n\n")
    assert postgres.start().is_running()


def test_a_half_made_data_folder_is_made_anew(home: Path) -> None:
    (home / "data.unfinished").mkdir(parents=True)
    (home / "data.unfinished" / "PG_VERSION").write_text("18\n")
    started = Postgres(home, settings=HASTY).start()
    assert started.is_running()
    started.stop()


def test_data_of_another_major_version_gets_a_sentence(postgres: Postgres) -> None:
    postgres.stop()
    (postgres.folders.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(console.CannotStart, match="made by PostgreSQL 9"):
        postgres.start()


STARTER = """
import sys
from pathlib import Path
from config.launch.postgres import Postgres
started = Postgres(Path(sys.argv[1])).start()
started.prepare("city")
print(started.is_running(), flush=True)
sys.stdin.readline()
started.stop()
"""


def test_four_starters_share_one_server_and_the_last_stops_it(home: Path) -> None:
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, str(home)],
            cwd=REPO,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "True\n"
    watched = Postgres(home)
    for starter in starters[:3]:
        starter.communicate("\n")
    assert watched.is_running()
    starters[3].communicate("\n")
    assert not watched.is_running()
    assert all(starter.returncode == 0 for starter in starters)


def test_a_starter_that_was_killed_holds_nothing_up(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(home)],
        cwd=REPO,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as starter:
        assert starter.stdout is not None
        starter.stdout.readline()
        starter.kill()
    heir = Postgres(home).start()
    assert heir.is_running()
    assert heir.stop()
    assert not heir.is_running()


@pytest.mark.parametrize("inner", ["a folder, with \"signs'", "深" * 40])
def test_odd_and_deep_folders_work(home: Path, inner: str) -> None:
    started = Postgres(home / inner, settings=HASTY).start()
    try:
        assert started.is_running()
        assert len(os.fsencode(started.folders.sockets / SOCKET_NAME)) <= LONGEST_SOCKET
        with psycopg.connect(started.dsn("postgres", "postgres")):
            pass
    finally:
        started.stop()
        if started.folders.sockets.parent != started.folders.home:
            shutil.rmtree(started.folders.sockets)


def test_the_settings_understand_the_address(home: Path) -> None:
    parsed = environ.Env.db_url_config(Postgres(home / "Groß").dsn())
    assert (parsed["USER"], parsed["NAME"], parsed["PORT"]) == ("wangge_app", "wangge", 5432)
    assert parsed["HOST"].startswith("%2F")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root meets folders that others cannot enter")
def test_a_folder_that_only_root_may_enter_moves_the_data_and_opens_nothing(home: Path) -> None:
    home.parent.chmod(0o700)
    started = Postgres(home, settings=HASTY).start()
    try:
        assert started.is_running()
        assert started.folders.moved
        assert started.folders.home.parent == SHARED_STATE
        assert home.parent.stat().st_mode & 0o777 == 0o700
    finally:
        started.stop()
        shutil.rmtree(started.folders.home)


def test_orphans_of_a_killed_server_are_waited_for(postgres: Postgres) -> None:
    with postgres.superuser() as connection:
        os.kill(postmaster(postgres), signal.SIGKILL)
        started = time.monotonic()
        server.clear_remains(postgres.folders)
        assert time.monotonic() - started < 12
        assert connection.broken or not postgres.is_running()
