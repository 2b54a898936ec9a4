"""Writing the record. `record` is the only way in, and nothing leads out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code

from .models import Delivery, Entry
from .queries import name_of, subscribers_of


def record(
    event: str,
    subject: models.Model,
    *,
    by: Actor,
    at: datetime,
    code: Code | None = None,
    **detail: Any,
) -> Entry:
    """Write an entry, and a delivery per subscriber, inside the caller's transaction.

    They live or die with the change they tell of. `code` is the subject's own unless given.
    """
    entry = Entry.objects.create(
        event=event,
        code=code or subject.code,  # type: ignore[attr-defined]
        subject=name_of(subject),
        actor=by.id,
        actor_label=by.label,
        actor_role=by.role,
        actor_unit=by.unit,
        at=at,
        detail=detail,
    )
    deliveries = [
        Delivery(entry=entry, subscriber=subscriber, next_at=at)
        for subscriber in subscribers_of(event)
    ]
    if deliveries:
        Delivery.objects.bulk_create(deliveries)
    return entry
