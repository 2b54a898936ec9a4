"""`wangge demo` before it serves: one at a time, on a free port, from any earlier state."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.launch import digests, locks
from config.launch.children import last_words
from config.launch.city import City
from config.launch.console import CannotStart
from config.launch.environment import demo_environment, secret_key
from config.launch.folders import REPO
from config.launch.postgres import Postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="wangge-test-"))
    folder.chmod(0o755)
    monkeypatch.setenv("WANGGE_DATA", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def wangge(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "config.cli", *words]
    return subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)


def test_a_second_demo_gets_the_address_of_the_first(data: Path) -> None:
    held = locks.try_exclusive(data / "demo.lock")
    assert held is not None
    with held:
        held.write(b"http://127.0.0.1:8000/ (process 1)\n")
        held.flush()
        second = wangge("demo", "--no-browser")
    assert second.returncode == 1
    assert second.stderr == (
        "wangge: the demo of this folder runs already: http://127.0.0.1:8000/ (process 1)\n"
    )


def test_a_taken_port_gets_one_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = wangge("demo", "--no-browser", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"wangge: port {port} is taken by another program")
    assert len(refused.stderr.splitlines()) == 1


def test_production_refuses_a_missing_secret_in_one_sentence(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    refused = wangge("run")
    assert refused.returncode == 1
    assert "SECRET_KEY" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_production_refuses_debug(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "1")
    refused = wangge("run")
    assert refused.returncode == 1
    assert "DEBUG" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_the_secret_is_made_once_and_readable_by_its_owner_alone(data: Path) -> None:
    assert secret_key() == secret_key()
    assert (data / "secret").stat().st_mode & 0o777 == 0o600
    assert len(secret_key()) >= 50


def test_the_demo_runs_as_the_application_on_the_loopback_address(data: Path) -> None:
    env = demo_environment()
    assert env["WANGGE_MODE"] == "demo"
    assert env["WANGGE_BIND"] == "127.0.0.1"
    assert env["DATABASE_URL"].startswith("postgresql://wangge_app@")


def test_the_roles_are_printed_for_another_server() -> None:
    printed = wangge("database-roles").stdout
    assert "CREATE DATABASE" in printed
    assert "NOSUPERUSER NOBYPASSRLS" in printed
    assert "btree_gist" in printed


class Rehearsal(City):
    """A city whose commands are noted instead of run."""

    def __init__(self, postgres: Postgres) -> None:
        super().__init__(postgres, {})
        self.asked: list[str] = []
        self.cut_at = ""

    def _manage(self, *words: str, shown: bool = False) -> Path:
        self.asked.append(words[0])
        if words[0] == self.cut_at:
            raise KeyboardInterrupt
        return REPO / "README.md"


@pytest.fixture
def rehearsal(data: Path) -> Iterator[Rehearsal]:
    postgres = Postgres(data / "postgres", settings={"fsync": "off"}).start()
    yield Rehearsal(postgres)
    postgres.stop()


EVERYTHING = ["migrate", "setup", "load_demo", "demo_accounts"]


@pytest.mark.slow
def test_a_second_start_repeats_nothing(rehearsal: Rehearsal) -> None:
    rehearsal.bring_up(cases=5, reset=False)
    assert rehearsal.asked == EVERYTHING
    rehearsal.bring_up(cases=None, reset=False)
    assert rehearsal.asked == EVERYTHING


@pytest.mark.slow
def test_a_reset_does_everything_again(rehearsal: Rehearsal) -> None:
    rehearsal.bring_up(cases=5, reset=False)
    rehearsal.bring_up(cases=5, reset=True)
    assert rehearsal.asked == EVERYTHING * 2


@pytest.mark.slow
def test_a_city_cut_while_loading_is_made_anew(rehearsal: Rehearsal) -> None:
    rehearsal.cut_at = "load_demo"
    with pytest.raises(KeyboardInterrupt):
        rehearsal.bring_up(cases=5, reset=False)
    with rehearsal.postgres.superuser("wangge") as connection:
        connection.execute("CREATE TABLE half_loaded ()")
    rehearsal.cut_at = ""
    rehearsal.asked.clear()
    rehearsal.bring_up(cases=5, reset=False)
    assert rehearsal.asked == EVERYTHING
    with rehearsal.postgres.superuser("wangge") as connection:
        assert connection.execute("SELECT to_regclass('half_loaded')").fetchone() == (None,)


@pytest.mark.slow
def test_rewritten_migrations_get_a_sentence(
    rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    rehearsal.bring_up(cases=5, reset=False)
    monkeypatch.setattr(digests, "of_migrations", lambda: {"cases/migrations/0001.py": "other"})
    with pytest.raises(CannotStart, match="--reset"):
        rehearsal.bring_up(cases=5, reset=False)


def test_last_words_are_the_end_of_a_log(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("\n".join(str(line) for line in range(100)))
    assert last_words(log, lines=2) == "98\n99"
