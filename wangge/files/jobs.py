"""Every night: what is on nothing goes."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.kernel.actor import machine

from . import actions


@app.periodic(cron="17 19 * * *")  # 03:17 in China
@app.task(name="files.remove_orphans", queueing_lock="files.remove_orphans")
def remove_orphans(timestamp: int) -> None:
    """Photos that are on nothing are gone; safe to run twice."""
    actions.remove_orphans(by=machine("照片清理"), now=timezone.now())
