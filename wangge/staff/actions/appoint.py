"""Posts that follow from an act of a higher room, which was itself permitted."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Account, Post
from wangge.staff.policies import ADMINISTRATORS

from .end_post import cut_short
from .give_post import between, placed


class UnableToAppoint(Unable):
    """An administrator's post is given by the security administrator alone."""


@transaction.atomic
def appoint(
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
    """The post that an assignment brings with it; the same post is not given twice.

    No permission of this room is asked: the caller's verb asked for its own.
    """
    if role in ADMINISTRATORS:
        raise UnableToAppoint("管理员岗位只能由安全管理员任免。")
    account = Account.objects.select_for_update().get(id=id)
    post = placed(account, role, code, line, unit, between(since, until))
    journal.record(
        "staff.appointed",
        post,
        by=by,
        at=now,
        account=str(id),
        role=role,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
    )
    return post


@transaction.atomic
def relieve(
    id: UUID, *, role: str, code: Code, until: date, by: Actor, now: datetime
) -> Post | None:
    """The post that ends with an assignment; None when there is none to end."""
    today = localdate(now)
    unended = Q(period__endswith__isnull=True) | Q(period__endswith__gt=today)
    held = Post.objects.select_for_update(of=("self",)).filter(
        unended, account=id, role__key=role, code=code, period__isempty=False
    )
    post = held.order_by("id").last()
    if post is None or role in ADMINISTRATORS:
        return None
    cut_short(post, max(until, today), today=today)
    journal.record(
        "staff.relieved",
        post,
        by=by,
        at=now,
        account=str(id),
        role=role,
        until=max(until, today).isoformat(),
    )
    return post
