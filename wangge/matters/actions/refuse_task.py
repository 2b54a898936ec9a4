from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters.models import Line, Matter, Refusal
from wangge.matters.policies import May
from wangge.places.policies import require


class UnableToRefuseTask(Unable):
    """The task is on the list that day, or was asked for in the future."""


@transaction.atomic
def refuse_task(
    at: Code,
    *,
    department: str,
    words: str,
    asked_on: date,
    asked_by: str = "",
    line: str = "",
    number: str = "",
    case_number: str = "",
    by: Actor,
    now: datetime,
) -> Refusal:
    """Register that an off-list task was asked for and not carried out (Art. 9).

    It counts against the department that asked, never against the worker. A matter that was in
    force on the day cannot be refused so.
    """
    require(by, May.REFUSE_TASK, at)
    if asked_on > localdate(now):
        raise UnableToRefuseTask("提出日期不能晚于今天。", field="asked_on")
    if number and Matter.objects.on(asked_on).filter(number=number).exists():
        raise UnableToRefuseTask(f"事项 {number} 当日在清单内，不属于清单外任务。", field="number")
    if line and not Line.objects.filter(line=line).exists():
        raise UnableToRefuseTask("没有这个条线。", field="line")
    row = Refusal.objects.create(
        code=at,
        line=line,
        department=department,
        asked_by=asked_by,
        asked_on=asked_on,
        words=words,
        number=number,
        case_number=case_number,
        refused_by=by.id,
        refused_label=by.label,
        refused_at=now,
    )
    journal.record(
        "matters.task_refused", row, by=by, at=now, department=department, line=line, number=number
    )
    return row
