from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Account, Organisation, Post, Role
from wangge.staff.policies import May, separated
from wangge.staff.queries import get_account


class UnableToGivePost(Unable):
    """It is one's own, held already, without its unit, or against the separation of powers."""


@transaction.atomic
def give_post(
    id: UUID,
    *,
    role: str,
    code: Code,
    since: date,
    until: date | None = None,
    line: str = "",
    unit: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Post:
    """An account holds a role at a place from `since`, up to but without `until`.

    The three administrators are never one person (三员分立), and nobody appoints themselves.
    """
    if not by.may(May.GIVE_POST):
        raise PermissionDenied(May.GIVE_POST)
    account = get_account(id, by=by, may=May.GIVE_POST, on=localdate(now), lock=True)
    if account.id == by.id:
        raise UnableToGivePost("不能给自己任岗，请由另一位安全管理员办理。")
    if not by.scope(May.GIVE_POST).covers_place(code):
        raise PermissionDenied(May.GIVE_POST)
    post = placed(account, role, code, line, unit, between(since, until))
    journal.record(
        "staff.post_given",
        post,
        by=by,
        at=now,
        account=str(account.id),
        role=role,
        line=line,
        unit=str(unit) if unit else None,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
    )
    return post


def between(since: date, until: date | None) -> DateRange:
    if until is not None and until <= since:
        raise UnableToGivePost("截止日期应晚于起始日期。", field="until")
    return DateRange(since, until)


def placed(
    account: Account, role: str, code: Code, line: str, unit: UUID | None, period: DateRange
) -> Post:
    chosen = Role.objects.filter(key=role).first()
    if chosen is None:
        raise UnableToGivePost("没有这个角色，请重新选择。", field="role")
    body = _unit(chosen, unit)
    _keep_apart(account, chosen, period)
    post = Post(account=account, role=chosen, code=code, line=line, unit=body, period=period)
    held = Post.objects.filter(
        account=account, role=chosen, code=code, line=line, unit=body, period__overlap=period
    )
    if held.exists():
        raise UnableToGivePost("该账号在这段时间里已有相同的岗位。", field="since")
    post.save(force_insert=True)
    return post


def _unit(role: Role, unit: UUID | None) -> Organisation | None:
    if unit is None and role.unit_bound:
        raise UnableToGivePost(f"角色「{role.name}」须选择所属单位。", field="unit")
    body = Organisation.objects.filter(id=unit).first() if unit else None
    if unit and body is None:
        raise UnableToGivePost("没有这个单位，请重新选择。", field="unit")
    return body


def _keep_apart(account: Account, role: Role, period: DateRange) -> None:
    concurrent = Q(account=account, period__overlap=period)
    held = frozenset(Post.objects.filter(concurrent).values_list("role__key", flat=True))
    if sentence := separated(held, role.key):
        raise UnableToGivePost(sentence, field="role")
