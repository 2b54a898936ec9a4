"""The relay: carries entries to their subscribers after commit, each alone."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import Delivery

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)


def pause_after(tries: int) -> timedelta:
    """How long to wait after the n-th failure: 2 s, 4 s, 8 s … at most an hour."""
    doubled: timedelta = FIRST_PAUSE * 2 ** (min(tries, 20) - 1)
    return min(doubled, LONGEST_PAUSE)


@transaction.atomic
def deliver_one(*, now: datetime) -> bool:
    """Carry the oldest due delivery to its subscriber; False when none is due.

    Two relays never carry the same one (SKIP LOCKED). The subscriber's changes and the mark
    that it was done are one transaction; a failure undoes the former and records the latter.
    """
    due = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
    delivery = (
        due.filter(done_at=None, next_at__lte=now).select_related("entry").order_by("id").first()
    )
    if delivery is None:
        return False
    try:
        with transaction.atomic():
            import_string(delivery.subscriber)(delivery.entry, now=now)
    except Exception as failure:
        delivery.tries += 1
        delivery.next_at = now + pause_after(delivery.tries)
        delivery.failure = f"{type(failure).__name__}: {failure}"[:400]
        logger.exception("delivery failed", extra={"delivery": delivery.pk})
    else:
        delivery.done_at, delivery.failure = now, ""
    delivery.save(update_fields=["tries", "next_at", "failure", "done_at"])
    return True


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
