from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight, Unable
from wangge.staff.models import Absence, Post
from wangge.staff.policies import May

from .announce_absence import own_or_arranged, unit_of


class UnableToEndAbsence(Unable):
    """It is over already."""


@transaction.atomic
def end_absence(id: UUID, *, by: Actor, now: datetime) -> Absence:
    """Whoever was away is back from today on; what was to begin later never does."""
    unit = unit_of(by, May.END_ABSENCE)
    absence = Absence.objects.select_for_update().filter(id=id, unit=unit).first()
    if absence is None:
        raise OutOfSight(id)
    own_or_arranged(absence.account_id, by)
    today, period = localdate(now), absence.period
    if period.isempty or period.upper <= today:
        raise UnableToEndAbsence("这次不在岗已经结束。")
    began = period.lower < today
    absence.period = DateRange(period.lower, today) if began else DateRange(empty=True)
    absence.save(update_fields=["period"])
    post = Post.objects.filter(account=absence.account_id, unit=unit).order_by("id")[0]
    journal.record(
        "staff.absence_ended", absence, by=by, at=now, code=post.code,
        account=str(absence.account_id), unit=str(unit), last=today.isoformat(),
    )  # fmt: skip
    return absence
