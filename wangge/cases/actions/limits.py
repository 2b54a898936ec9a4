"""How long each stage may take, from a date on."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters.models import Urgency
from wangge.worktime.amounts import Amount, Unit

from ..flow import Stage
from ..models import StageLimit
from ..policies import May
from ..queries import local_day

IN_FORCE_SINCE = date(2024, 3, 1)  # Art. 14
LONGEST = 9_999


class UnableToSetLimit(Unable):
    """A limit is set for a known stage and urgency, from today or later."""


@transaction.atomic
def set_limit(
    stage: str, urgency: str, *, amount: Amount, starts: date, by: Actor, now: datetime
) -> StageLimit:
    """From a date on the stage has a new limit; the old one keeps the days before it.

    Cases already under way keep the limits they were given.
    """
    _require_city(by)
    if stage not in Stage.values or urgency not in Urgency.values:
        raise UnableToSetLimit("没有这个环节或紧急程度。")
    if amount.amount > LONGEST or amount.amount != round(amount.amount, 2):
        raise UnableToSetLimit(f"数量最多 {LONGEST}，小数最多两位。", field="amount")
    if starts < local_day(now):
        raise UnableToSetLimit(
            "新时限只能从今天或以后开始，不能改变已经过去的日子。", field="starts"
        )
    _make_room(stage, urgency, starts)
    limit = StageLimit.objects.create(
        stage=stage,
        urgency=urgency,
        amount=amount.amount,
        unit=amount.unit,
        period=(starts, None),
    )
    journal.record(
        "cases.limit_set", limit, by=by, at=now, code=Code(settings.CITY_CODE), stage=stage,
        urgency=urgency, amount=amount.words, starts=starts.isoformat(),
    )  # fmt: skip
    return limit


def _make_room(stage: str, urgency: str, starts: date) -> None:
    """What was to begin on the day or later never does, what is in force ends with it.

    Only one at a time sets limits: else the second would not see what the first put there.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE cases_stagelimit IN SHARE ROW EXCLUSIVE MODE")
    rows = StageLimit.objects.filter(stage=stage, urgency=urgency)
    rows.filter(period__startswith__gte=starts).delete()
    for row in rows.filter(period__contains=starts):
        row.period = (row.period.lower, starts)
        row.save(update_fields=["period"])


@transaction.atomic
def seed_limits(*, by: Actor, now: datetime) -> int:
    """Every stage that has no limit yet gets the assumed one from the regulation's first day on."""
    _require_city(by)
    known = set(StageLimit.objects.values_list("stage", "urgency"))
    missing = [
        StageLimit(
            stage=stage, urgency=urgency, amount=amount.amount, unit=amount.unit,
            period=(IN_FORCE_SINCE, None),
        )
        for (stage, urgency), amount in assumed().items()
        if (stage, urgency) not in known
    ]  # fmt: skip
    for limit in StageLimit.objects.bulk_create(missing):
        journal.record(
            "cases.limit_set", limit, by=by, at=now, code=Code(settings.CITY_CODE),
            stage=limit.stage, urgency=limit.urgency,
            amount=Amount(limit.amount, Unit(limit.unit)).words, starts=str(IN_FORCE_SINCE),
        )  # fmt: skip
    return len(missing)


def _require_city(by: Actor) -> None:
    """The limits are the whole city's: a permission in a part of it is not enough."""
    if not by.scope(May.SET_LIMIT).covers_place(Code(settings.CITY_CODE)):
        raise PermissionDenied(May.SET_LIMIT)


def assumed() -> dict[tuple[Stage, Urgency], Amount]:
    """The limits assumed until a city sets its own."""
    days = Unit.WORKING_DAY
    handle = {
        Urgency.CRITICAL: (Amount(24, Unit.URGENT_HOUR), Amount(12, Unit.URGENT_HOUR)),
        Urgency.URGENT: (Amount(1, days), Amount(4, Unit.WORKING_HOUR)),
        Urgency.ENQUIRY: (Amount(3, days), Amount(2, days)),
        Urgency.NORMAL: (Amount(5, days), Amount(3, days)),
        Urgency.COMPLEX: (Amount(15, days), Amount(10, days)),
    }
    half, hour = Amount(Decimal("0.5"), Unit.URGENT_HOUR), Amount(1, Unit.URGENT_HOUR)
    table: dict[tuple[Stage, Urgency], Amount] = {}
    for urgency, (lead, participant) in handle.items():
        hurry = urgency in (Urgency.CRITICAL, Urgency.URGENT)
        table |= {
            (Stage.CONFIRM, urgency): hour if hurry else Amount(1, days),
            (Stage.CORRECT, urgency): Amount(3, days),
            (Stage.ACCEPT, urgency): half if hurry else Amount(2, Unit.WORKING_HOUR),
            (Stage.DISPATCH, urgency): half if hurry else Amount(4, Unit.WORKING_HOUR),
            (Stage.SIGN, urgency): hour if hurry else Amount(1, days),
            (Stage.HANDLE, urgency): lead,
            (Stage.PARTICIPATE, urgency): participant,
            (Stage.VERIFY, urgency): Amount(1, days),
            (Stage.FOLLOW_UP, urgency): Amount(2, days),
        }
    return table
