"""A case that had ended is taken up again, or put away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from ..flow import FLOW, Stage
from ..models import Case
from ..policies import May
from ..queries import get_case
from . import clock
from .at_desk import at_desk


class UnableToReopen(Unable):
    """A case is taken up again only for a reason."""


class UnableToArchive(Unable):
    """A case is put away some time after its end, so that it may be taken up again until then."""


@transaction.atomic
def reopen(number: str, *, reason: str, by: Actor, now: datetime) -> Case:
    """The case is accepted anew and waits to be dispatched; it has not been closed any more.

    How it was closed is asked again: no outcome stands, and it was not settled on the spot. What
    was done and said stays in the record.
    """
    case = at_desk(number, by=by, may=May.REOPEN)
    before, case.state = case.state, FLOW.after("reopen", case.state)
    if not reason.strip():
        raise UnableToReopen("请写明重新办理的理由。", field="reason")
    case.reopens += 1
    case.closed_at, case.outcome, case.self_handled = None, "", False
    limit = clock.start(case, Stage.DISPATCH, now=now)
    case.save()
    journal.record(
        "cases.reopened", case, by=by, at=now, before=before, after=case.state,
        reason=reason.strip(), reopens=case.reopens, limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def archive(number: str, *, by: Actor, now: datetime) -> Case:
    """The case is put away: it can be read, but no longer taken up again. Its end stays its end."""
    case = get_case(number, by=by, may=May.ARCHIVE, lock=True)
    before, case.state = case.state, FLOW.after("archive", case.state)
    if case.closed_at is None or case.closed_at > archived_until(now):
        raise UnableToArchive(f"结束满 {settings.ARCHIVE_AFTER_DAYS} 天后才归档。")
    case.save(update_fields=["state"])
    journal.record("cases.archived", case, by=by, at=now, before=before, after=case.state)
    return case


def archived_until(now: datetime) -> datetime:
    """What ended up to this moment is put away."""
    return now - timedelta(days=settings.ARCHIVE_AFTER_DAYS)
