"""The post that an assignment brings to a worker who has an account."""

from __future__ import annotations

from datetime import date, datetime

from wangge.kernel.actor import Actor
from wangge.staff import actions as staff
from wangge.workers.models import Assignment, AssignmentQuerySet, Duty

ROLES = {Duty.LEADER: "grid_leader", Duty.WORKER: "grid_worker", Duty.SUBSTITUTE: "grid_worker"}


def appoint_for(assignment: Assignment, *, by: Actor, now: datetime) -> None:
    """Give the post, unless the account's other duty in the grid brought the same one."""
    account = assignment.worker.account_id
    if account is None or _same_role(assignment).exists():
        return
    staff.appoint(
        account,
        role=ROLES[Duty(assignment.duty)],
        code=assignment.code,
        since=assignment.period.lower,
        until=assignment.period.upper,
        by=by,
        now=now,
    )


def relieve_of(assignment: Assignment, *, until: date, by: Actor, now: datetime) -> None:
    """End the post, unless another duty of the worker in the grid still carries it."""
    account = assignment.worker.account_id
    if account is None or _same_role(assignment).filter(period__contains=until).exists():
        return
    role = ROLES[Duty(assignment.duty)]
    staff.relieve(account, role=role, code=assignment.code, until=until, by=by, now=now)


def _same_role(assignment: Assignment) -> AssignmentQuerySet:
    role = ROLES[Duty(assignment.duty)]
    duties = [duty for duty, carried in ROLES.items() if carried == role]
    return Assignment.objects.filter(
        worker=assignment.worker_id,
        code=assignment.code,
        duty__in=duties,
        period__overlap=assignment.period,
    ).exclude(pk=assignment.pk)
