from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places.policies import require
from wangge.staff.models import Account
from wangge.staff.queries import may_manage
from wangge.workers.models import Kind, Source, Worker
from wangge.workers.policies import May

NOBODY = UUID(int=0)


class UnableToEnrol(Unable):
    """Already on the roster, not of a township or village, or the account is another's."""


@transaction.atomic
def enrol(
    code: Code,
    name: str,
    *,
    phone: str,
    kind: str,
    source: str,
    account: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Worker:
    """Put a person on the roster of a township or village.

    The same name with the same phone is on a place's roster once; an account is one worker's.
    """
    if code.level not in (Level.TOWNSHIP, Level.VILLAGE):
        raise UnableToEnrol("网格员应归属一个乡镇（街道）或村（社区）。", field="code")
    require(by, May.ENROL, code)
    if Worker.objects.filter(code=code, name=name, phone=phone).exists():
        raise UnableToEnrol(f"「{name}」（同一电话）已在本地花名册中。", field="name")
    if fault := account_fault(account, by=by, may=May.ENROL, on=localdate(now)):
        raise UnableToEnrol(fault, field="account")
    worker = Worker(
        code=code,
        name=name,
        phone=phone,
        kind=Kind(kind),
        source=Source(source),
        account_id=account,
    )
    try:
        with transaction.atomic():
            worker.save(force_insert=True)
    except IntegrityError as race:
        raise UnableToEnrol("刚刚有人登记了同一人或同一账号，请刷新。", field="name") from race
    journal.record("workers.enrolled", worker, by=by, at=now, kind=kind, source=source)
    return worker


def account_fault(
    account: UUID | None, *, by: Actor, may: May, on: date, worker: UUID | None = None
) -> str | None:
    """Why an account cannot be this worker's; None when it can, or when there is none.

    Else a township could put its posts on anybody's account.
    """
    if account is None:
        return None
    found = Account.objects.filter(pk=account, is_active=True).first()
    if found is None:
        return "没有这个账号，或账号已停用。"
    if not may_manage(found, by=by, may=may, on=on):
        return "这个账号在您的辖区之外另有岗位，不能关联；请联系安全管理员。"
    if Worker.objects.filter(account=account).exclude(pk=worker or NOBODY).exists():
        return "这个账号已属于另一名网格员。"
    return None
