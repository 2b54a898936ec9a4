from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Account, Post, Role
from wangge.staff.policies import SECURITY_ADMIN

from .create_account import Issued, create_account


class UnableToMakeFirstAdmin(Unable):
    """The installation has accounts already, or no roles yet."""


@transaction.atomic
def first_admin(username: str, *, name: str, by: Actor, now: datetime) -> Issued:
    """On an installation without accounts there is now a security administrator of the city.

    Two of these at once: the second waits for the first, then sees its account.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('staff.first_admin'))")
    if Account.objects.exists():
        raise UnableToMakeFirstAdmin("系统中已有账号，第一个管理员只能在空系统上创建。")
    role = Role.objects.filter(key=SECURITY_ADMIN).first()
    if role is None:
        raise UnableToMakeFirstAdmin("还没有角色，请先运行 wangge setup。")
    city = Code(settings.CITY_CODE)
    issued = create_account(username, name=name, by=by, now=now)
    post = Post.objects.create(
        account=issued.account, role=role, code=city, period=DateRange(localdate(now), None)
    )
    journal.record("staff.first_admin_made", post, by=by, at=now, account=str(issued.account.id))
    return issued
