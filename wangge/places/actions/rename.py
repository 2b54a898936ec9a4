from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.kernel.ids import new_id
from wangge.places.models import Alias, Division
from wangge.places.policies import May
from wangge.places.queries import forget, get_division


class UnableToRename(Unable):
    """The division has ended, the name is the same, or the date lies before its version."""


@transaction.atomic
def rename(code: Code, name: str, *, since: date, by: Actor, now: datetime) -> Division:
    """Give a division another name from a date on; the old name stays true of the days before.

    The old name becomes an alias for its own time, so that old papers still find the place.
    """
    old = get_division(code, by=by, may=May.RENAME, lock=True)
    if old.period.upper is not None:
        raise UnableToRename("该区划已经撤销或已有后续版本，不能更名。")
    if name == old.name:
        raise UnableToRename("新名称与现名称相同。", field="name")
    if since <= old.period.lower:
        raise UnableToRename(f"更名日期应晚于现名称的启用日期 {old.period.lower}。", field="since")
    row, before = _next_version(old, name, since), old.name
    Alias.objects.create(code=code, alias=before, alias_kind=Alias.Kind.NAME, period=old.period)
    transaction.on_commit(forget)
    journal.record(
        "places.renamed", row, by=by, at=now, before=before, name=name, since=since.isoformat()
    )
    return row


def _next_version(old: Division, name: str, since: date) -> Division:
    old.period = DateRange(old.period.lower, since)
    old.save(update_fields=["period"])
    return Division.objects.create(
        id=new_id(),
        code=old.code,
        name=name,
        kind=old.kind,
        period=DateRange(since, None),
        extent=old.extent,
        west=old.west,
        south=old.south,
        east=old.east,
        north=old.north,
        invented_extent=old.invented_extent,
    )
