from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.kernel.actor import Actor

from .. import questions
from ..models import Question
from ..work import GOOD_FOR


@transaction.atomic
def answer(id: UUID, said: str, *, form_key: UUID, by: Actor, now: datetime) -> bool:
    """A question has had its one answer, right or wrong.

    A right one stays good for its form until that is sent: what else is wrong with the form can
    be put right without another question.
    """
    open_still = Question.objects.filter(
        pk=id, form_key=form_key, used_at=None, asked_at__gte=now - GOOD_FOR
    )
    question = open_still.select_for_update().first()
    if question is None:
        return False
    if question.right is None:
        question.right = questions.same(said, question.answer)
        question.save(update_fields=["right"])
    return question.right
