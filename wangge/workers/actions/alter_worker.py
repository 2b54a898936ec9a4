from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.workers.models import Assignment, Kind, Source, Worker
from wangge.workers.policies import May
from wangge.workers.queries import get_worker

from .enrol import account_fault
from .posts import appoint_for


class UnableToAlterWorker(Unable):
    """Nothing would change, somebody else is on the roster so, or the account is not free."""


@transaction.atomic
def alter_worker(
    id: UUID,
    *,
    name: str,
    phone: str,
    kind: str,
    source: str,
    account: UUID | None = None,
    by: Actor,
    now: datetime,
) -> Worker:
    """Correct what the roster says of a worker; an account, once linked, stays.

    Linking an account gives the posts of all assignments that still hold.
    """
    worker = get_worker(id, by=by, may=May.ALTER_WORKER, lock=True)
    linking = account is not None and account != worker.account_id
    fault = account_fault(
        account if linking else None,
        by=by,
        may=May.ALTER_WORKER,
        on=localdate(now),
        worker=worker.pk,
    )
    _check(worker, name, phone, fault, relinked=linking and worker.account_id is not None)
    new = {"name": name, "phone": phone, "kind": Kind(kind), "source": Source(source)}
    changed = sorted(column for column, value in new.items() if getattr(worker, column) != value)
    if not changed and not linking:
        return worker
    for column, value in new.items():
        setattr(worker, column, value)
    if linking:
        worker.account_id = account
    try:
        with transaction.atomic():
            worker.save()
    except IntegrityError as race:
        raise UnableToAlterWorker("刚刚有人登记了同一人或同一账号，请刷新。") from race
    if linking:
        _give_posts(worker, by=by, now=now)
    journal.record("workers.worker_altered", worker, by=by, at=now, changed=changed, linked=linking)
    return worker


def _check(worker: Worker, name: str, phone: str, fault: str | None, *, relinked: bool) -> None:
    if relinked:
        raise UnableToAlterWorker("该网格员已有账号，不能改换。", field="account")
    if fault:
        raise UnableToAlterWorker(fault, field="account")
    others = Worker.objects.filter(code=worker.code, name=name, phone=phone).exclude(pk=worker.pk)
    if others.exists():
        raise UnableToAlterWorker(f"「{name}」（同一电话）已在本地花名册中。", field="name")


def _give_posts(worker: Worker, *, by: Actor, now: datetime) -> None:
    unended = Q(period__endswith__isnull=True) | Q(period__endswith__gt=localdate(now))
    for row in Assignment.objects.filter(unended, worker=worker).order_by("id"):
        row.worker = worker
        appoint_for(row, by=by, now=now)
