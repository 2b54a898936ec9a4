"""What the worker would do by now, done here: deliveries carried, jobs run, one after another."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from asgiref.sync import async_to_sync
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status

from wangge.journal.jobs import deliver_one
from wangge.journal.models import Delivery


def run_due(*, now: datetime | None = None) -> int:
    """How many were run. Whatever fails in one of them fails here: there is no second try."""
    now, done = now or timezone.now(), 0
    while _carry_one(now) or _run_one(now):
        done += 1
    return done


def _carry_one(now: datetime) -> bool:
    if not deliver_one(now=now):
        return False
    broken = Delivery.objects.filter(done_at=None).exclude(failure="").first()
    if broken is not None:
        raise AssertionError(f"{broken.subscriber}: {broken.failure}")
    return True


def _run_one(now: datetime) -> bool:
    due = ProcrastinateJob.objects.filter(Q(scheduled_at=None) | Q(scheduled_at__lte=now))
    row = due.filter(status="todo").order_by("-priority", "id").first()
    if row is None:
        return False
    job = row.procrastinate_job
    task = app.tasks[job.task_name]
    given = [_context(job)] if task.pass_context else []
    task(*given, **job.task_kwargs)
    async_to_sync(app.job_manager.finish_job)(job, Status.SUCCEEDED, delete_job=True)
    return True


def _context(job: Job) -> JobContext:
    context: dict[str, Any] = {"app": app, "job": job, "abort_reason": lambda: None}
    return JobContext(start_timestamp=time.time(), **context)
