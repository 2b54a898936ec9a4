"""Jobs that were left half done, that failed, or that nobody runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from wangge.journal.jobs import MOST_REVIVALS, requeue_stalled_jobs
from wangge.journal.models import Delivery
from wangge.journal.queries import failed_jobs, waiting
from wangge.journal.tests.slow_jobs import write_down

pytestmark = pytest.mark.usefixtures("nothing_waiting")


@pytest.fixture
def nothing_waiting(db: None) -> None:
    """What setting up left in the outbox has been delivered."""
    Delivery.objects.update(done_at=timezone.now())


def left(status: str, *, attempts: int = 0, **options: Any) -> ProcrastinateJob:
    """A job in the state a worker left it in."""
    job = write_down.configure(**options).defer(path="/dev/null")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s, attempts = %s WHERE id = %s",
            [status, attempts, job],
        )
    row: ProcrastinateJob = ProcrastinateJob.objects.get(pk=job)
    return row


def test_a_job_without_a_living_worker_waits_again() -> None:
    job = left("doing")
    requeue_stalled_jobs(0)
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("todo", 1)


def test_a_half_done_job_does_not_bar_the_way_of_the_next_of_its_kind() -> None:
    one_at_a_time: dict[str, Any] = {"queueing_lock": "one", "lock": "one"}
    half_done = left("doing", **one_at_a_time)
    after = left("todo", **one_at_a_time)
    requeue_stalled_jobs(0)
    assert list(ProcrastinateJob.objects.values_list("pk", "status")) == [(after.pk, "todo")]
    assert half_done.pk != after.pk


def test_a_job_that_kills_every_worker_is_failed_at_last() -> None:
    job = left("doing", attempts=MOST_REVIVALS)
    requeue_stalled_jobs(0)
    job.refresh_from_db()
    assert job.status == "failed"
    assert [each.pk for each in failed_jobs()] == [job.pk]


def test_a_failed_job_is_known_with_its_moment() -> None:
    job = left("doing")
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job.pk])
    assert vars(failed_jobs().get())["failed_at"] is not None


def test_a_job_that_nobody_runs_is_noticed_after_five_minutes() -> None:
    write_down.defer(path="/dev/null")
    now = timezone.now()
    assert waiting(now=now + timedelta(minutes=4)) == 0
    assert waiting(now=now + timedelta(minutes=6)) == 1


def test_a_job_of_tomorrow_is_not_waiting_today() -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    write_down.configure(schedule_at=tomorrow).defer(path="/dev/null")
    assert waiting(now=timezone.now() + timedelta(hours=1)) == 0
    assert waiting(now=tomorrow + timedelta(hours=1)) == 1


def test_in_a_test_what_is_due_is_done_at_once(
    run_jobs: Callable[..., int], tmp_path: Path
) -> None:
    write_down.defer(path=str(tmp_path / "now"))
    write_down.configure(schedule_in={"days": 1}).defer(path=str(tmp_path / "tomorrow"))
    run_jobs()
    assert (tmp_path / "now").read_text().split() == ["begun", "done"]
    assert not (tmp_path / "tomorrow").exists()
    run_jobs(now=timezone.now() + timedelta(days=2))
    assert (tmp_path / "tomorrow").exists()
