"""Sending what is due: at least once, never twice at the same time, with growing pauses."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.messages import channels
from wangge.messages.channels import Channel, Line, Outgoing
from wangge.messages.hours import departs, is_quiet
from wangge.messages.models import Notice, Sending, State
from wangge.messages.queries import public_link

logger = logging.getLogger(__name__)

RUN_SECONDS = 50
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
MOST_TRIES = 10
GIVEN_UP_AFTER = 3
LONGEST_DIGEST = 20


def pause_after(tries: int) -> timedelta:
    """One minute, two, four … at most an hour; longer than a try can last."""
    doubled: timedelta = FIRST_PAUSE * 2 ** (tries - 1)
    return min(doubled, LONGEST_PAUSE)


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_due_messages", queueing_lock="messages", lock="messages")
def send_due_messages(timestamp: int) -> None:
    """Every minute, one at a time."""
    send_due(clock=timezone.now)


def send_due(*, clock: Callable[[], datetime]) -> int:
    """Send what is due; how many messages went out.

    A try is counted, and the next one set, before it is made: whoever dies in it leaves the message
    waiting, and nobody else takes it up meanwhile. A channel that fails three times in a row is
    left alone for this run.
    """
    _drop_what_was_read(clock())
    began, sent, failing = time.monotonic(), 0, Counter[str]()
    while time.monotonic() - began < RUN_SECONDS:
        broken = [channel for channel, times in failing.items() if times >= GIVEN_UP_AFTER]
        batch = _claim(clock(), leave=broken)
        if not batch:
            break
        went = _send(batch, clock)
        failing[batch[0].channel] = 0 if went else failing[batch[0].channel] + 1
        sent += went
    return sent


def _drop_what_was_read(now: datetime) -> None:
    """Who has read it in the house need not be told outside."""
    read = Notice.objects.filter(read=True).values("id")
    waiting = Sending.objects.filter(state=State.WAITING, not_before__lte=now, batch=None)
    waiting.filter(notice__in=read).update(state=State.DROPPED)


@transaction.atomic
def _claim(now: datetime, *, leave: Collection[str]) -> list[Sending]:
    waiting = Sending.objects.select_for_update(skip_locked=True).filter(state=State.WAITING)
    due = waiting.filter(not_before__lte=now).exclude(channel__in=leave)
    if is_quiet(now):
        due = due.filter(urgent=True)
    first = due.order_by("tries", "not_before", "id").first()
    if first is None:
        return []
    rows = list(_together(first, waiting).order_by("id")[:LONGEST_DIGEST])
    batch, tries = first.batch or first.id, first.tries + 1
    again = departs(now, waiting=pause_after(tries), urgent=False)
    for row in rows:
        row.batch, row.tries = batch, tries
        row.not_before = now + pause_after(tries) if row.urgent else again
    Sending.objects.bulk_update(rows, ["batch", "tries", "not_before"])
    return rows


def _together(first: Sending, waiting: QuerySet[Sending]) -> QuerySet[Sending]:
    """What goes out with it: its batch; or, of what is not urgent, all that staff has waiting."""
    if first.batch:
        return waiting.filter(batch=first.batch)
    if first.urgent or not (first.notice or first.channel in channels.GROUPS):
        return waiting.filter(pk=first.pk)
    return waiting.filter(
        channel=first.channel, address=first.address, urgent=False, batch=None, id__gte=first.id
    )


def _send(rows: list[Sending], clock: Callable[[], datetime]) -> bool:
    outgoing = Outgoing(
        key=str(rows[0].batch),
        lines=tuple(Line(row.text, public_link(row.path)) for row in rows),
    )
    try:
        channels.deliver(Channel(rows[0].channel), rows[0].address, outgoing)
    except channels.Refused as refusal:
        return _note(rows, State.FAILED, str(refusal))
    except channels.Unsent as failure:
        given_up = rows[0].tries >= MOST_TRIES
        return _note(rows, State.FAILED if given_up else State.WAITING, str(failure))
    except Exception as failure:  # its words may name an address
        kind = type(failure).__name__
        logger.error("a message could not be sent: %s", kind)  # noqa: TRY400
        given_up = rows[0].tries >= MOST_TRIES
        return _note(rows, State.FAILED if given_up else State.WAITING, f"程序错误（{kind}）")
    return _note(rows, State.SENT, "", sent_at=clock())


def _note(
    rows: list[Sending], state: State, failure: str, *, sent_at: datetime | None = None
) -> bool:
    """Whether it went out. A row that was meanwhile sent by somebody else stays sent."""
    waiting = Sending.objects.filter(pk__in=[row.pk for row in rows], state=State.WAITING)
    waiting.update(state=state, failure=failure[:80], sent_at=sent_at)
    return state is State.SENT
