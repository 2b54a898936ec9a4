"""Reading the record, and the table of who listens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from wangge.kernel.scope import Scope

from .models import Delivery, Entry

FAILING_AFTER = 3
LATE = timedelta(minutes=5)


def name_of(subject: models.Model) -> str:
    """How the journal names a thing: `case:0190…`."""
    return f"{subject._meta.model_name}:{subject.pk}"


def entries_of(subject: models.Model) -> QuerySet[Entry]:
    """All that was ever done to a thing, oldest first."""
    return Entry.objects.filter(subject=name_of(subject)).order_by("id")


def entries_within(scope: Scope) -> QuerySet[Entry]:
    """The record of the places in a scope, newest first."""
    return Entry.objects.filter(scope.as_q(Entry)).order_by("-id")


@cache
def subscriptions() -> Mapping[str, Sequence[str]]:
    """The composition root's table: event → dotted paths of subscribers."""
    table: Mapping[str, Sequence[str]] = import_string(settings.SUBSCRIPTIONS)
    return table


def subscribers_of(event: str) -> tuple[str, ...]:
    return tuple(subscriptions().get(event, ()))


def waiting(*, now: datetime) -> int:
    """Deliveries due for longer than a relay that runs would let them wait."""
    return Delivery.objects.filter(done_at=None, next_at__lt=now - LATE).count()


def failing() -> QuerySet[Delivery]:
    """Deliveries that keep failing: what an administrator must look at."""
    return Delivery.objects.filter(done_at=None, tries__gte=FAILING_AFTER).order_by("id")
