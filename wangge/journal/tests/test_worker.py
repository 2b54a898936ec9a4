"""`wangge worker` as a process: it works, it stops when told, and its death loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from tests.environment import SERVER
from wangge.journal.jobs import requeue_stalled_jobs
from wangge.journal.tests.slow_jobs import write_down

pytestmark = pytest.mark.slow
Worker = subprocess.Popen[str]


@pytest.fixture
def start(fresh_database: str) -> Iterator[Callable[[], Worker]]:
    env = os.environ | {"DATABASE_URL": SERVER.dsn(fresh_database), "DATABASE_POOL": "0"}
    started: list[Worker] = []

    def one() -> Worker:
        command = [sys.executable, "-m", "wangge.journal.tests.slow_jobs"]
        worker = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
        started.append(worker)
        return worker

    yield one
    for worker in started:
        if worker.poll() is None:
            worker.kill()
        worker.communicate()


def wait_for(what: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def heartbeats_stopped() -> None:
    """As after the half minute that a killed worker's absence takes to be noticed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'"
        )


def test_a_job_is_run_and_leaves_no_row(start: Callable[[], Worker], tmp_path: Path) -> None:
    start()
    write_down.defer(path=str(tmp_path / "notes"))
    wait_for(lambda: lines(tmp_path / "notes") == ["begun", "done"])
    wait_for(lambda: not ProcrastinateJob.objects.filter(task_name=write_down.name).exists())


@pytest.mark.usefixtures("fresh_database")
def test_a_job_of_a_transaction_that_is_undone_does_not_exist(tmp_path: Path) -> None:
    with transaction.atomic():
        write_down.defer(path=str(tmp_path / "notes"))
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()


def test_the_worker_finishes_what_it_does_and_ends_when_told(
    start: Callable[[], Worker], tmp_path: Path
) -> None:
    worker = start()
    write_down.defer(path=str(tmp_path / "notes"), pause=1)
    wait_for(lambda: lines(tmp_path / "notes") == ["begun"])
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=10)
    assert (worker.returncode, said) == (0, "")
    assert lines(tmp_path / "notes") == ["begun", "done"]
    assert not ProcrastinateWorker.objects.exists()


def test_the_job_of_a_killed_worker_is_done_by_the_next(
    start: Callable[[], Worker], tmp_path: Path
) -> None:
    worker = start()
    write_down.defer(path=str(tmp_path / "notes"), pause=3)
    wait_for(lambda: lines(tmp_path / "notes") == ["begun"])
    worker.kill()
    worker.wait()
    assert ProcrastinateJob.objects.get(task_name=write_down.name).status == "doing"

    requeue_stalled_jobs(0)
    assert ProcrastinateJob.objects.get(task_name=write_down.name).status == "doing"
    heartbeats_stopped()
    requeue_stalled_jobs(0)
    start()
    wait_for(lambda: lines(tmp_path / "notes") == ["begun", "begun", "done"])


def test_a_worker_outlives_its_listening_connection(
    start: Callable[[], Worker], tmp_path: Path
) -> None:
    start()
    wait_for(lambda: _listeners("SELECT pid"))
    _listeners("SELECT pg_terminate_backend(pid)")
    write_down.defer(path=str(tmp_path / "notes"))
    wait_for(lambda: lines(tmp_path / "notes") == ["begun", "done"])


def test_a_worker_that_cannot_fetch_jobs_ends_with_a_sentence(
    start: Callable[[], Worker], fresh_database: str
) -> None:
    worker = start()
    wait_for(lambda: ProcrastinateWorker.objects.exists())
    with SERVER.superuser(fresh_database) as server:
        server.execute("ALTER FUNCTION procrastinate_fetch_job_v2 RENAME TO taken_away")
    _, said = worker.communicate(timeout=20)
    assert worker.returncode == 1
    assert "the queue ended by itself" in said


def _listeners(query: str) -> list[tuple[int]]:
    where = " FROM pg_stat_activity WHERE datname = %s AND query LIKE 'LISTEN%%'"
    with SERVER.superuser() as server:
        name = connection.settings_dict["NAME"]
        return server.execute((query + where).encode(), [name]).fetchall()
