from __future__ import annotations

from uuid import UUID

from tests.town import NOW
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.places.tests.builders import COUNTY, VILLAGE, holder
from wangge.staff.models import Account
from wangge.territory.policies import May as Ground
from wangge.workers.actions import enrol
from wangge.workers.models import Worker
from wangge.workers.policies import May

AGENCY = holder([*May, Ground.VIEW], COUNTY)


def a_worker(
    name: str = "孙示例",
    *,
    phone: str = "13900000000",
    code: Code = VILLAGE,
    account: UUID | None = None,
    by: Actor = AGENCY,
) -> Worker:
    return enrol(
        code,
        name,
        phone=phone,
        kind="part_time",
        source="volunteer",
        account=account,
        by=by,
        now=NOW,
    )


def an_account(username: str) -> UUID:
    """An account without a post."""
    return Account.objects.create(
        username=username, name=username, created_at=NOW, must_change_password=False
    ).pk
