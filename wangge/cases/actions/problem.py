"""Problem cases: what was done again and again is the business of the desk above."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.journal.queries import entries_of
from wangge.kernel.actor import Actor
from wangge.places import queries as places

from ..circle import circle_told
from ..models import Case, Note
from ..policies import May, may_escalate
from ..queries import get_case
from .raising import lay

REWORKS = 3


@transaction.atomic
def raise_problem(number: str, *, by: Actor, now: datetime) -> Case:
    """Done again three times, it lies before the desk above; the units go on, their limits run.

    Done twice, it changes nothing more.
    """
    case = get_case(number, by=by, may=May.ESCALATE, lock=True)
    raised = entries_of(case).filter(event="cases.problem_raised").exists()
    if case.reworks < REWORKS or raised or not may_escalate(case, by):
        return case
    lay(case, -1, now)
    Note.objects.create(
        case=case,
        code=case.code,
        by=by.id,
        by_label=by.label,
        words=f"已返工 {case.reworks} 次，按规定提级到{places.name_of(case.desk)}督办。",
        at=now,
    )
    journal.record(
        "cases.problem_raised", case, by=by, at=now, before=case.state, after=case.state,
        desk=case.desk, circle=circle_told(case), reworks=case.reworks,
    )  # fmt: skip
    return case
