"""Reading the roster: who stands where on a day, who may be seen, which grids stand empty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.scope import Scope
from wangge.territory.models import GridQuerySet
from wangge.territory.queries import grids_in, names

from .models import Assignment, AssignmentQuerySet, Duty, Worker
from .policies import May

RANK = Case(
    When(duty=Duty.LEADER, then=Value(0)),
    When(duty=Duty.WORKER, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def on_duty(grid_code: Code, on: date) -> list[Assignment]:
    """Who stands in a grid on a day, with their workers: the leader, the workers, substitutes."""
    return list(on_duty_in([grid_code], on))


def on_duty_in(grid_codes: Iterable[Code], on: date) -> AssignmentQuerySet:
    """The same for several grids, grid by grid."""
    found = Assignment.objects.on(on).filter(code__in=list(grid_codes))
    return found.select_related("worker").order_by("code", RANK, "id")


def vacancies(place: Code, on: date) -> GridQuerySet:
    """The grids of a place that have no worker on a day; a leader or a substitute fills one."""
    standing = Assignment.objects.on(on).filter(code=OuterRef("code"))
    return grids_in(place, on).filter(~Exists(standing))


def counts_by_grid(place: Code, on: date) -> dict[Code, int]:
    """How many people stand in each grid of a place on a day; empty grids are left out."""
    rows = Assignment.objects.on(on).filter(code__within=place).values_list("code")
    return dict(rows.annotate(number=Count("worker", distinct=True)))


def account_of(worker: UUID) -> UUID | None:
    """The account with which a worker signs in, if they have one."""
    return Worker.objects.filter(pk=worker).values_list("account_id", flat=True).first()


def grids_of(account: UUID, on: date) -> list[Code]:
    """The grids in which an account stands on a day, in code order."""
    codes = Assignment.objects.on(on).filter(worker__account=account).values_list("code", flat=True)
    return sorted(set(codes))


def history_of(worker: Worker) -> QuerySet[Assignment]:
    """Every assignment of a worker, newest first."""
    return Assignment.objects.filter(worker=worker).order_by("-period", "id")


def _seen(scope: Scope) -> QuerySet[Worker]:
    """Workers of the scope's places, and those who ever stood in one of its grids."""
    standing = Assignment.objects.within(scope).filter(worker=OuterRef("pk"))
    return Worker.objects.filter(scope.as_q(Worker) | Exists(standing))


def list_workers(at: Code, *, by: Actor) -> QuerySet[Worker]:
    """The roster of a place, as far as the actor may see it."""
    return _seen(by.at(May.VIEW, at))


def get_worker(id: UUID, *, by: Actor, may: May, lock: bool = False) -> Worker:
    """Out of the actor's sight the worker does not exist; in sight, `may` must hold."""
    rows = Worker.objects.filter(pk__in=_seen(by.scope(May.VIEW)).filter(pk=id).values("pk"))
    worker = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if worker is None:
        raise OutOfSight(id)
    if may is not May.VIEW and not by.scope(may).covers(worker):
        raise PermissionDenied(may)
    return worker


def get_assignment(id: UUID, *, by: Actor, may: May, lock: bool = False) -> Assignment:
    """Out of the actor's sight the assignment does not exist; in sight, `may` must hold."""
    rows = Assignment.objects.within(by.scope(May.VIEW)).filter(pk=id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise OutOfSight(id)
    if may is not May.VIEW and not by.scope(may).covers(found):
        raise PermissionDenied(may)
    return found


def phone_of(worker: Worker, *, by: Actor, at: Code | None = None) -> str:
    """The number, whole for those in whose places the worker lives or stands, else masked."""
    scope = by.scope(May.VIEW)
    if scope.covers(worker) or (at is not None and scope.covers_place(at)):
        return worker.phone
    return masked(worker.phone)


def masked(phone: str) -> str:
    """Three digits, four stars, the last two: enough to recognise, not to call."""
    return f"{phone[:3]}****{phone[-2:]}" if len(phone) >= 7 else "****"


def standing_words(workers: Iterable[UUID], on: date) -> dict[UUID, str]:
    """How each of these workers stands on a day: `第3网格（网格员）、…`."""
    rows = Assignment.objects.on(on).filter(worker__in=list(workers)).order_by("code", RANK)
    found = list(rows)
    named = names([row.code for row in found], on)
    words: dict[UUID, list[str]] = {}
    for row in found:
        words.setdefault(row.worker_id, []).append(f"{named[row.code]}（{row.get_duty_display()}）")
    return {worker: "、".join(parts) for worker, parts in words.items()}


def vacancies_seen(at: Code, on: date, *, by: Actor) -> GridQuerySet:
    """The vacancies of a place, as far as the actor may see its roster."""
    return vacancies(at, on).within(by.at(May.VIEW, at))


def standing_from(grid_code: Code, on: date) -> list[Assignment]:
    """The assignments of a grid that hold on a day or later."""
    later = Q(period__endswith__isnull=True) | Q(period__endswith__gt=on)
    return list(Assignment.objects.filter(later, code=grid_code).order_by("id"))
