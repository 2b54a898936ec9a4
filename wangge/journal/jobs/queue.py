"""The queue: jobs with a time of their own, and what keeps it sound after a worker's death."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from django.db import transaction
from procrastinate import App
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector

AT_ONCE = 3  # a long export must not hold up a message
CONNECTIONS = 4
GRACE_SECONDS = 4.0  # the launcher kills after six
MOST_REVIVALS = 5
DAYS_OF_FAILURES = 30


async def run_queue() -> None:
    """Run due jobs until cancelled; returns or raises by itself only when it cannot go on.

    A second app shares the tasks and has connections of its own, which can listen. The first stays
    with Django's connection, so that `defer` remains part of the caller's transaction.
    """
    params = connector_params()
    connector = PsycopgConnector(kwargs=params, min_size=1, max_size=CONNECTIONS)
    listening: App = app.with_connector(connector)
    listening.periodic_defaults = app.periodic_defaults
    async with listening.open_async():
        await listening.run_worker_async(
            concurrency=AT_ONCE,
            delete_jobs="successful",
            install_signal_handlers=False,
            shutdown_graceful_timeout=GRACE_SECONDS,
        )


@app.periodic(cron="* * * * *")
@app.task(name="journal.requeue_stalled_jobs")
def requeue_stalled_jobs(timestamp: int) -> None:
    """Jobs that a killed worker left half done wait again; one that keeps killing is failed."""
    for job in async_to_sync(app.job_manager.get_stalled_jobs)():
        if job.attempts >= MOST_REVIVALS:
            async_to_sync(app.job_manager.finish_job)(job, Status.FAILED, delete_job=False)
        else:
            _requeue(job)


def _requeue(job: Job) -> None:
    """It waits again; or, where the next of its kind waits already, that one does its work."""
    try:
        with transaction.atomic():
            async_to_sync(app.job_manager.retry_job)(job)
    except UniqueViolation:
        async_to_sync(app.job_manager.finish_job)(job, Status.ABORTED, delete_job=True)


@app.periodic(cron="40 18 * * *")
@app.task(name="journal.forget_failed_jobs")
def forget_failed_jobs(timestamp: int) -> None:
    """Failures stay visible for a month."""
    async_to_sync(app.job_manager.delete_old_jobs)(
        nb_hours=DAYS_OF_FAILURES * 24,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
