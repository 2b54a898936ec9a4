from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters.models import Line
from wangge.matters.policies import May
from wangge.places.policies import require


class UnableToAddLine(Unable):
    """The digits are not pairs, or are taken."""


@transaction.atomic
def add_line(at: Code, line: str, *, name: str, department: str, by: Actor, now: datetime) -> Line:
    """Give a department its line: the digits with which the numbers of its matters begin."""
    require(by, May.ADD_LINE, at)
    if not re.fullmatch(r"([0-9]{2}){1,4}", line):
        raise UnableToAddLine("条线代码应为 2、4、6 或 8 位数字。", field="line")
    if Line.objects.filter(line=line).exists():
        raise UnableToAddLine(f"条线代码 {line} 已被使用。", field="line")
    row = Line.objects.create(line=line, name=name, department=department)
    journal.record("matters.line_added", row, code=at, by=by, at=now, line=line, name=name)
    return row
