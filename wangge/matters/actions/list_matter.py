from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters.models import UNSURE, Category, Line, Matter, Urgency, WorkerRole
from wangge.matters.policies import May
from wangge.places.policies import require
from wangge.worktime.amounts import Amount

LAW_IN_FORCE = date(2024, 3, 1)


class UnableToListMatter(Unable):
    """The number is taken or not of its line, or nobody gives guidance."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the list says of an item; `line` and `category` by their keys."""

    line: str
    name: str
    category: str
    departments: str
    worker_role: str
    limit: Amount
    urgency: str
    guide_name: str
    guide_phone: str
    basis: str = UNSURE
    dormant: bool = False


@transaction.atomic
def list_matter(
    at: Code, number: str, terms: Terms, *, since: date, by: Actor, now: datetime
) -> Matter:
    """Put an item on the list of a place from a date on.

    It has a guidance person (Art. 9), its number begins with a known line, and no other item has
    the number then or later.
    """
    require(by, May.LIST_MATTER, at)
    _check(number, terms, since)
    category = Category.objects.filter(key=terms.category).first()
    if category is None:
        raise UnableToListMatter("没有这个类别。", field="category")
    row = _row(at, number, terms, category, since)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise UnableToListMatter(
            f"编号 {number} 在该日期之后已有事项，请先将其退出清单。", field="number"
        ) from clash
    journal.record(
        "matters.matter_listed", row, by=by, at=now, number=number, since=since.isoformat()
    )
    return row


def _check(number: str, terms: Terms, since: date) -> None:
    if not (number.isascii() and number.isdigit() and len(number) == len(terms.line) + 3):
        raise UnableToListMatter("编号应为条线代码加 3 位数字。", field="number")
    if not number.startswith(terms.line) or not Line.objects.filter(line=terms.line).exists():
        raise UnableToListMatter(f"编号 {number} 前面的条线代码不存在。", field="line")
    if not terms.guide_name.strip() or not terms.guide_phone.strip():
        raise UnableToListMatter(
            "没有业务指导人和电话的事项不能列入清单（第九条）。", field="guide_name"
        )
    if terms.limit.amount != int(terms.limit.amount):
        raise UnableToListMatter("办理时限应为整数。", field="amount")
    if since < LAW_IN_FORCE:
        raise UnableToListMatter("清单自 2024 年 3 月 1 日起施行，日期不能更早。", field="since")


def _row(at: Code, number: str, terms: Terms, category: Category, since: date) -> Matter:
    return Matter(
        code=at,
        number=number,
        line=terms.line,
        name=terms.name,
        category=category,
        departments=terms.departments,
        worker_role=WorkerRole(terms.worker_role),
        basis=terms.basis or UNSURE,
        handle_amount=int(terms.limit.amount),
        handle_unit=terms.limit.unit.value,
        urgency=Urgency(terms.urgency),
        guide_name=terms.guide_name,
        guide_phone=terms.guide_phone,
        dormant=terms.dormant,
        period=DateRange(since, None),
    )
