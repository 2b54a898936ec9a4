from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.matters.models import Matter
from wangge.matters.policies import May
from wangge.matters.queries import newest_matter


class UnableToEndMatter(Unable):
    """The item has left the list already, or would before it came."""


@transaction.atomic
def end_matter(number: str, *, until: date, reason: str, by: Actor, now: datetime) -> Matter:
    """Take an item off the list: `until` is the first day on which workers need not do it.

    What was begun under it is judged by the list of its day.
    """
    matter = newest_matter(number, by=by, may=May.END_MATTER, lock=True)
    if matter.period.upper is not None:
        raise UnableToEndMatter(f"该事项已于 {matter.period.upper} 退出清单。")
    if until <= matter.period.lower:
        raise UnableToEndMatter(f"退出日期应晚于列入日期 {matter.period.lower}。", field="until")
    matter.period = DateRange(matter.period.lower, until)
    matter.save(update_fields=["period"])
    journal.record(
        "matters.matter_ended",
        matter,
        by=by,
        at=now,
        number=number,
        until=until.isoformat(),
        reason=reason,
    )
    return matter
