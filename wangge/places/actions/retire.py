from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.places.models import Division
from wangge.places.policies import May
from wangge.places.queries import children, forget, get_division


class UnableToRetire(Unable):
    """The division has ended already, has living children, or the date is too early."""


@transaction.atomic
def retire(code: Code, *, until: date, by: Actor, now: datetime) -> Division:
    """End a division: `until` is the first day on which it no longer exists."""
    row = get_division(code, by=by, may=May.RETIRE, lock=True)
    if row.period.upper is not None:
        raise UnableToRetire(f"该区划已于 {row.period.upper} 撤销。")
    if until <= row.period.lower:
        raise UnableToRetire(f"撤销日期应晚于启用日期 {row.period.lower}。", field="until")
    alive = children(code, until).first()
    if alive is not None:
        raise UnableToRetire(f"下级区划「{alive.name}」在该日期仍然有效，请先撤销下级。")
    row.period = DateRange(row.period.lower, until)
    row.save(update_fields=["period"])
    transaction.on_commit(forget)
    journal.record("places.retired", row, by=by, at=now, until=until.isoformat())
    return row
