from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.timezone import localdate
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight, Unable
from wangge.staff.models import Absence, Account, Post
from wangge.staff.policies import May

LONGEST = timedelta(days=366)


class UnableToAnnounceAbsence(Unable):
    """Not for these days, or not by this substitute."""


@transaction.atomic
def announce_absence(
    account: UUID,
    *,
    substitute: UUID,
    since: date,
    last: date,
    note: str = "",
    by: Actor,
    now: datetime,
) -> Absence:
    """From `since` to `last`, both included, a colleague of the unit stands in for an account.

    One's own absence; that of others for those who arrange them in the unit.
    """
    unit = unit_of(by, May.ANNOUNCE_ABSENCE)
    own_or_arranged(account, by)
    days = _days(since, last, today=localdate(now))
    with connection.cursor() as cursor:  # a unit's absences are announced one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [unit.int >> 65])
    post = _held(account, unit, days)
    if post is None:
        raise OutOfSight(account)
    _must_be_free(account, unit, days)
    _must_stand_in(account, substitute, unit, days)
    absence = Absence.objects.create(
        account_id=account, substitute_id=substitute, unit_id=unit, period=days, note=note.strip()
    )
    journal.record(
        "staff.absence_announced",
        absence,
        by=by,
        at=now,
        code=post.code,
        account=str(account),
        substitute=str(substitute),
        unit=str(unit),
        since=since.isoformat(),
        last=last.isoformat(),
    )
    return absence


def unit_of(by: Actor, may: May) -> UUID:
    """The unit for which the actor holds the permission."""
    if by.unit is None or not by.may(may):
        raise PermissionDenied(may)
    return by.unit


def own_or_arranged(account: UUID, by: Actor) -> None:
    if account != by.id and not by.may(May.ARRANGE_ABSENCES):
        raise PermissionDenied(May.ARRANGE_ABSENCES)


def _days(since: date, last: date, *, today: date) -> DateRange:
    if since < today:
        raise UnableToAnnounceAbsence("开始日期不能早于今天。", field="since")
    if last < since:
        raise UnableToAnnounceAbsence("最后一天不能早于开始日期。", field="last")
    if last - since >= LONGEST:
        raise UnableToAnnounceAbsence(
            "一次最长登记一年；更长的请结束岗位，另行任命。", field="last"
        )
    return DateRange(since, last + timedelta(days=1))


def _held(account: UUID, unit: UUID, days: DateRange) -> Post | None:
    """A post of the unit that the account holds on all of the days."""
    held = Post.objects.filter(account=account, unit=unit, period__contains=days)
    return held.order_by("id").first()


def _must_be_free(account: UUID, unit: UUID, days: DateRange) -> None:
    if Absence.objects.filter(account=account, unit=unit, period__overlap=days).exists():
        raise UnableToAnnounceAbsence("这段时间已登记过不在岗，请先结束原来的登记。", field="since")


def _must_stand_in(account: UUID, substitute: UUID, unit: UUID, days: DateRange) -> None:
    if substitute == account:
        raise UnableToAnnounceAbsence("代办人不能是本人。", field="substitute")
    active = Account.objects.filter(pk=substitute, is_active=True).exists()
    if not active or _held(substitute, unit, days) is None:
        raise UnableToAnnounceAbsence(
            "代办人在这段时间须一直在本单位任岗，请另选一位。", field="substitute"
        )
    if Absence.objects.filter(account=substitute, unit=unit, period__overlap=days).exists():
        raise UnableToAnnounceAbsence(
            "代办人这段时间自己也不在岗，请另选一位。", field="substitute"
        )
