"""Addresses and texts are personal: a month after they have served, they are gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.messages.models import Sending, State

KEPT = timedelta(days=30)


@app.periodic(cron="20 18 * * *")
@app.task(name="messages.forget_old_sendings")
def forget_old_sendings(timestamp: int) -> None:
    """Every night."""
    forget(now=timezone.now())


def forget(*, now: datetime) -> int:
    """Whatever was done with for a month keeps channel, moment and outcome alone."""
    done = Sending.objects.exclude(state=State.WAITING).exclude(address="", text="")
    return done.filter(at__lt=now - KEPT).update(address="", text="", path="")
