"""The relay: carries entries to their subscribers after commit, each alone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from ..models import Delivery

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)


def pause_after(tries: int) -> timedelta:
    """How long to wait after the n-th failure: 2 s, 4 s, 8 s … at most an hour."""
    doubled: timedelta = FIRST_PAUSE * 2 ** (min(tries, 20) - 1)
    return min(doubled, LONGEST_PAUSE)


def deliver_one(*, now: datetime) -> bool:
    """Carry the delivery that is longest due to its subscriber; False when none is due.

    The try is counted before it is made, so that one that kills the process does not stay first.
    The subscriber's changes and the mark that it was done are one transaction; a failure undoes
    the former and is noted. Two relays never carry the same one (SKIP LOCKED).
    """
    claimed = _claim(now)
    if claimed is None:
        return False
    with transaction.atomic():
        waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
        delivery = waiting.filter(pk=claimed, done_at=None).select_related("entry").first()
        if delivery is not None:
            _carry(delivery, now)
    return True


@transaction.atomic
def _claim(now: datetime) -> int | None:
    due = Delivery.objects.select_for_update(skip_locked=True)
    delivery = due.filter(done_at=None, next_at__lte=now).order_by("next_at", "id").first()
    if delivery is None:
        return None
    delivery.tries += 1
    delivery.next_at = now + pause_after(delivery.tries)
    delivery.save(update_fields=["tries", "next_at"])
    return delivery.pk


def _carry(delivery: Delivery, now: datetime) -> None:
    try:
        with transaction.atomic():
            import_string(delivery.subscriber)(delivery.entry, now=now)
    except Exception as failure:
        delivery.failure = f"{type(failure).__name__}: {failure}"[:400]
        logger.exception("delivery failed", extra={"delivery": delivery.pk})
    else:
        delivery.done_at, delivery.failure = now, ""
    delivery.save(update_fields=["failure", "done_at"])


def relay(*, stop: Callable[[], bool], idle: float = 1.0) -> None:
    """Deliver until told to stop; outlives a lost database connection."""
    while not stop():
        try:
            worked = deliver_one(now=timezone.now())
        except Exception:
            logger.exception("the relay lost its database; trying again")
            close_old_connections()
            worked = False
        if not worked:
            time.sleep(idle)
