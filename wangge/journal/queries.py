"""Reading the record, the table of who listens, and what waits or fails behind the scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

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
    """Deliveries and jobs due for longer than a worker that runs would let them wait."""
    late = now - LATE
    deliveries = Delivery.objects.filter(done_at=None, next_at__lt=late).count()
    jobs = ProcrastinateJob.objects.filter(status="todo")
    deferred = ProcrastinateEvent.objects.filter(type="deferred", at__lt=late).values("job")
    unscheduled = models.Q(scheduled_at=None, pk__in=deferred)
    return deliveries + jobs.filter(models.Q(scheduled_at__lt=late) | unscheduled).count()


def failing() -> QuerySet[Delivery]:
    """Deliveries that keep failing: what an administrator must look at."""
    return Delivery.objects.filter(done_at=None, tries__gte=FAILING_AFTER).order_by("id")


def failed_jobs() -> QuerySet[ProcrastinateJob]:
    """Jobs that are tried no more, newest first, each with the moment (`failed_at`) it failed."""
    events = ProcrastinateEvent.objects.filter(job=models.OuterRef("pk"), type="failed")
    failed_at = models.Subquery(events.order_by("-id").values("at")[:1])
    failed: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(status="failed")
    return failed.annotate(failed_at=failed_at).order_by("-id")
