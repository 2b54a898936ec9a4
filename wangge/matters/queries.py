"""Reading the matter list as it stood on a day, and the register of refusals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight

from .models import Category, Line, Matter, MatterQuerySet, Refusal
from .policies import May


def in_force(on: date, *, at: Code | None = None) -> MatterQuerySet:
    """The list on a day, in the order of numbers; with `at`, what applies in that place.

    Dormant items (平战结合, awake only in an emergency) are in it and say so.
    """
    matters = Matter.objects.on(on).select_related("category").order_by("number")
    return matters if at is None else matters.filter(code__in=list(at.lineage()))


def get_matter(number: str, on: date) -> Matter:
    """The item with this number in force on a day."""
    return Matter.objects.on(on).select_related("category").get(number=number)


def versions_of(number: str) -> MatterQuerySet:
    """Everything an item ever said, oldest first."""
    return Matter.objects.filter(number=number).select_related("category").order_by("period")


def newest_matter(number: str, *, by: Actor, may: May, lock: bool = False) -> Matter:
    """The newest version. The list is public; `may` must hold where it applies."""
    rows = Matter.objects.select_for_update(of=("self",)) if lock else Matter.objects.all()
    matter = rows.filter(number=number).order_by("-period").first()
    if matter is None:
        raise OutOfSight(number)
    if not by.scope(may).covers(matter):
        raise PermissionDenied(may)
    return matter


def names(numbers: Iterable[str], on: date) -> dict[str, str]:
    """The names of items by number on a day; an unknown number keeps its digits."""
    wanted = {number for number in numbers if number}
    rows = Matter.objects.on(on).filter(number__in=wanted).values_list("number", "name")
    return {number: number for number in wanted} | dict(rows)


def categories() -> QuerySet[Category]:
    """All categories, the five of Art. 2 first."""
    return Category.objects.all()


def lines() -> QuerySet[Line]:
    """All lines in the order of their digits."""
    return Line.objects.all()


def line_of(number: str) -> Line | None:
    """The deepest line whose digits begin a matter number."""
    prefixes = [number[:length] for length in range(2, len(number), 2)]
    return Line.objects.filter(line__in=prefixes).order_by("-line").first()


def list_refusals(at: Code, *, by: Actor) -> QuerySet[Refusal]:
    """The register of a place, as far as the actor may see it."""
    return Refusal.objects.within(by.at(May.VIEW_REFUSALS, at))


def own_refusals(account: UUID) -> QuerySet[Refusal]:
    """What somebody refused themselves."""
    return Refusal.objects.filter(refused_by=account).order_by("-id")


def shown_refusals(at: Code, *, by: Actor) -> QuerySet[Refusal]:
    """The register of a place for those who may see it; for a worker, what they refused."""
    if by.may(May.VIEW_REFUSALS):
        return list_refusals(at, by=by)
    if not by.may(May.REFUSE_TASK):
        raise PermissionDenied(May.VIEW_REFUSALS)
    by.at(May.REFUSE_TASK, at)
    return own_refusals(by.id)


def refusals_by_department(at: Code, *, by: Actor) -> list[tuple[str, int]]:
    """How often each department asked for what is not on the list, most often first."""
    rows = list_refusals(at, by=by).order_by().values_list("department")
    return list(rows.annotate(number=Count("id")).order_by("-number", "department"))
