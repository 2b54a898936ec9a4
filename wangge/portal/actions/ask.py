from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.kernel.actor import Actor

from .. import questions
from ..models import Question


@transaction.atomic
def ask(form_key: UUID, *, by: Actor, now: datetime) -> Question:
    """A question waits for the sender of one form; what the answer is, only the table knows."""
    words, right = questions.make()
    return Question.objects.create(form_key=form_key, words=words, answer=right, asked_at=now)
