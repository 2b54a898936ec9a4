from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.staff.models import Role


@transaction.atomic
def set_role(
    key: str,
    *,
    name: str,
    permissions: Iterable[str],
    unit_bound: bool,
    by: Actor,
    now: datetime,
) -> Role:
    """The role has exactly these permissions from now on; saying it again changes nothing."""
    wanted = sorted({str(permission) for permission in permissions})
    role = Role.objects.select_for_update().filter(key=key).first() or Role(key=key)
    told = (role.name, sorted(role.permissions or []), role.unit_bound)
    if not role._state.adding and told == (name, wanted, unit_bound):
        return role
    before = list(role.permissions or [])
    role.name, role.permissions, role.unit_bound = name, wanted, unit_bound
    role.save()
    journal.record(
        "staff.role_set",
        role,
        by=by,
        at=now,
        code=Code(settings.CITY_CODE),
        key=key,
        added=sorted(set(wanted) - set(before)),
        removed=sorted(set(before) - set(wanted)),
    )
    return role
