from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wangge.kernel.actor import Actor

from ..models import Question, Spent, Tally

KEPT = timedelta(days=2)  # longer than any window, and than any proof is good for


@transaction.atomic
def tidy(*, by: Actor, now: datetime) -> int:
    """Counts, questions and used proofs that can decide nothing any more are gone."""
    before = now - KEPT
    gone = [
        Tally.objects.filter(since__lt=before).delete()[0],
        Question.objects.filter(asked_at__lt=before).delete()[0],
        Spent.objects.filter(spent_at__lt=before).delete()[0],
    ]
    return sum(gone)
