"""What the reporter was asked and answered: calls, ratings, appeals. Below the scopes of cases."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from wangge.worktime import queries as worktime
from wangge.worktime.amounts import Amount, Unit

from .flow import RatingState
from .models import Call, Case, Channel, Rating, Score

TRIES = 3
RATE_WITHIN = timedelta(days=15)
APPEAL_WITHIN = Amount(3, Unit.WORKING_DAY)


def time_of(case: Case) -> int:
    """Which time the case is being done: reworks and reopenings begin another."""
    return case.reworks + case.reopens


def calls_of(case: Case) -> QuerySet[Call]:
    return Call.objects.filter(case=case).order_by("id")


def tries_left(case: Case) -> int:
    """How many calls in vain are still missing before nobody counts as reached.

    Who left no number cannot be called.
    """
    if not case.caller_phone and case.channel != Channel.WORKER:
        return 0
    tried = Call.objects.filter(case=case, rework=time_of(case), reached=False).count()
    return max(0, TRIES - tried)


def nobody_to_ask(case: Case) -> bool:
    """A worker found it, and nobody left a number."""
    return case.channel == Channel.WORKER and not case.caller_phone


def ratings_of(case: Case) -> QuerySet[Rating]:
    return Rating.objects.filter(case=case).order_by("id")


def present_rating(case: Case) -> Rating | None:
    """The rating of this time; none while it is still open."""
    return Rating.objects.filter(case=case, rework=time_of(case)).first()


def to_appeal(case: Case, unit: UUID | None) -> Rating | None:
    """The last rating against which a unit may appeal: of its own work, and not satisfied."""
    if unit is None:
        return None
    given = ratings_of(case).filter(
        unit=unit, state=RatingState.GIVEN, score=Score.UNSATISFIED
    )  # fmt: skip
    return given.last()


def appealed(case: Case) -> Rating | None:
    """The first appeal that waits to be decided."""
    return ratings_of(case).filter(state=RatingState.APPEALED).first()


def appeal_until(rating: Rating) -> datetime:
    return worktime.limit(rating.at, APPEAL_WITHIN).due_at


def rate_until(case: Case) -> datetime | None:
    return case.closed_at and case.closed_at + RATE_WITHIN


def open_to_rating(case: Case, now: datetime) -> bool:
    """Whether this time's work can still be rated."""
    until = rate_until(case)
    in_time = until is None or now <= until
    return bool(case.units) and in_time and present_rating(case) is None
