from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from wangge.exports.models import Export
from wangge.exports.queries import seat_of, sheet_of, under_way
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.kernel.workbooks import MOST_IN_EXCEL, Format, Sheet, write_sheet
from wangge.staff.models import Account

AT_ONCE = 2_000
MOST_UNDER_WAY = 5


class UnableToAsk(Unable):
    """The list does not fit, or enough are being written for this account already."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was short enough to be written at once."""

    name: str
    content: bytes
    format: Format


@transaction.atomic
def ask(
    list: str,
    *,
    at: Code | None,
    query: str,
    format: Format,
    post: UUID | None,
    by: Actor,
    now: datetime,
) -> Made | Export:
    """A list, as its page shows it to the actor, is a file, or will be one.

    Up to 2,000 rows it is answered at once; a longer one waits for the worker. What is asked for
    twice while the first still waits is the same. Either way it is in the record who took what.
    """
    sheet = sheet_of(list, at, query, by=by, now=now)
    if sheet.count <= AT_ONCE:
        return _at_once(sheet, list, at, format, by=by, now=now)
    Account.objects.select_for_update().get(id=by.id)
    told = urlencode(sheet.asked)
    code, placed = at or seat_of(by), at is not None
    wanted = {"list": list, "code": code, "query": told, "format": format, "post": post}
    same = under_way(by).filter(**wanted).first()
    if same is not None:
        return same
    _check(sheet, format, by=by)
    export = Export.objects.create(
        account=by.id,
        title=sheet.title,
        total=sheet.count,
        asked_at=now,
        placed=placed,
        **wanted,
    )
    journal.record(
        "exports.asked", export, by=by, at=now, list=list, format=format, asked=dict(sheet.asked)
    )
    return export


def _at_once(
    sheet: Sheet, list: str, at: Code | None, format: Format, *, by: Actor, now: datetime
) -> Made:
    into = io.BytesIO()
    rows = write_sheet(sheet, format, into)
    journal.record(
        "exports.made",
        Account.objects.get(id=by.id),
        by=by,
        at=now,
        code=at or seat_of(by),
        list=list,
        format=format,
        asked=dict(sheet.asked),
        rows=rows,
    )
    name = f"{sheet.title}-{timezone.localtime(now):%Y%m%d-%H%M}.{format}"
    return Made(name, into.getvalue(), format)


def _check(sheet: Sheet, format: Format, *, by: Actor) -> None:
    if format is Format.XLSX and sheet.count > MOST_IN_EXCEL:
        raise UnableToAsk(
            f"共 {sheet.count:,} 行，Excel 最多放得下 {MOST_IN_EXCEL:,} 行。"
            "请先筛选，或改为导出 CSV。"
        )
    if under_way(by).count() >= MOST_UNDER_WAY:
        raise UnableToAsk(
            f"您已有 {MOST_UNDER_WAY} 份导出正在生成。请等其中一份完成，或在“我的导出”里取消。"
        )
