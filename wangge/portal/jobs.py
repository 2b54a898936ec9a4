"""What residents are told by text message after a step of their case, and an hourly clean-up.

Everything is safe twice: a message is known by its entry and its case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.cases.flow import State
from wangge.cases.models import Case, Channel
from wangge.cases.related import merged_in
from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.messages import actions as messages
from wangge.messages.queries import public_link

from . import actions
from .passes import Pass, issue
from .queries import followed
from .texts import MERGED, TEXTS, Text

RECEIVED, UNPROVEN_UNTIL = "cases.reported", "cases.accepted"
WITH_RESIDENTS = (Channel.PUBLIC, Channel.PHONE, Channel.WALK_IN)


def tell_reporter(entry: Entry, *, now: datetime) -> None:
    """The number, what became of it, and how to follow it: to whoever left a telephone.

    What a machine may have sent is answered only once the desk has taken it in.
    """
    case = Case.objects.get(pk=entry.subject.partition(":")[2])
    for one, text in _told(entry, case):
        if one.channel in WITH_RESIDENTS and one.caller_phone:
            _write(one, text, entry, now=now)


def _told(entry: Entry, case: Case) -> Iterator[tuple[Case, Text]]:
    event = entry.event
    if event == UNPROVEN_UNTIL and not case.proven:
        yield case, TEXTS[RECEIVED]
    elif event in TEXTS and not _is_out_of_date(event, case):
        yield case, TEXTS[event]
    if event in MERGED:
        yield from ((one, MERGED[event]) for one in merged_in(case))


def _is_out_of_date(event: str, case: Case) -> bool:
    """Not to be answered yet, or asked for what was given meanwhile."""
    if event == RECEIVED:
        return not case.proven
    return event == "cases.confirmed_done" and case.state != State.FOLLOW_UP


def _link(case: Case, text: Text, now: datetime) -> str:
    """Nothing where there is nothing to follow any more."""
    if followed(case.pk, now=now) is None:
        return ""
    kind = Pass.RATE if text.asks else Pass.FOLLOW
    return public_link(reverse("portal:by_link", args=[issue(case.pk, kind, now=now)]))


def _write(case: Case, text: Text, entry: Entry, *, now: datetime) -> None:
    messages.write(
        case.caller_phone,
        text=text.spelled(case.number, _link(case, text, now)),
        key=f"entry:{entry.pk}:{case.pk}",
        about=case.code,
        by=machine("短信通知"),
        now=now,
    )


@app.periodic(cron="41 * * * *")
@app.task(name="portal.tidy", queueing_lock="portal.tidy")
def tidy(timestamp: int) -> None:
    """Old counts, questions and proofs are gone."""
    actions.tidy(by=machine("公众端清理"), now=timezone.now())
