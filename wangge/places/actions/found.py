from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from wangge.geo.shape import box_of, from_wkb
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places.models import Division
from wangge.places.policies import May, require


class UnableToFound(Unable):
    """The code is taken, its parent does not exist, or it is a grid's."""


@transaction.atomic
def found(
    code: Code,
    name: str,
    *,
    kind: str = "",
    since: date,
    extent: bytes | None = None,
    by: Actor,
    now: datetime,
) -> Division:
    """Enter a division into the tree from a date on.

    Its parent is in force on that date, and no other division has the code then or later.
    """
    require(by, May.FOUND, code)
    _check(code, since)
    row = Division(code=code, name=name, kind=kind, period=DateRange(since, None))
    if extent is not None:
        row.extent = extent
        row.west, row.south, row.east, row.north = box_of(from_wkb(extent))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise UnableToFound(f"代码 {code} 在该日期之后已被使用。", field="code") from clash
    journal.record("places.founded", row, by=by, at=now, name=name, since=since.isoformat())
    return row


def _check(code: Code, since: date) -> None:
    if code.level is Level.GRID:
        raise UnableToFound("网格不是行政区划，请在「网格」中设立。", field="code")
    parent = code.parent
    if parent is None or parent.level < Level.CITY:
        return
    if not Division.objects.filter(code=parent).on(since).exists():
        raise UnableToFound(f"上级区划 {parent} 在该日期不存在，请先设立上级。", field="code")
