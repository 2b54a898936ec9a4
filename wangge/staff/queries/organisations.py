"""Reading organisations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight, Unable
from wangge.staff.models import Kind, Organisation
from wangge.staff.policies import May

UNDERTAKING_KINDS = (Kind.DEPARTMENT, Kind.TOWNSHIP, Kind.UNDERTAKING, Kind.ZONE)


class UnableToFindUnit(Unable):
    """No unit, or more than one, is called so there."""


def organisation(id: UUID) -> Organisation:
    return Organisation.objects.get(id=id)


def organisations_at(
    code: Code, *, kinds: Collection[str] = (), on: date | None = None
) -> list[Organisation]:
    """The organisations responsible at a place: those that sit on it or on a place around it.

    The nearest first. `kinds` and `on` narrow them to kinds and to those active on a day.
    """
    found = _narrowed(Organisation.objects.filter(codes__overlap=list(code.lineage())), kinds, on)
    return sorted(found, key=lambda body: (-_reach(body, code), body.name))


def undertaking_units(code: Code, on: date) -> list[Organisation]:
    """Whom a matter at a place can be handed to, the nearest first."""
    return organisations_at(code, kinds=UNDERTAKING_KINDS, on=on)


def find_unit(written: str, place: Code) -> Organisation:
    """The unit a person means by its key, or by its name where it is responsible."""
    by_key = Organisation.objects.filter(key=written).first()
    if by_key is not None:
        return by_key
    named = [body for body in organisations_at(place) if body.name == written]
    if len(named) != 1:
        why = "没有" if not named else "有不止一个"
        raise UnableToFindUnit(f"该区划{why}单位「{written}」，可改填单位标识。", field="unit")
    return named[0]


def organisations_within(
    code: Code, *, kinds: Collection[str] = (), on: date | None = None
) -> QuerySet[Organisation]:
    """The organisations that sit somewhere in a place, by name."""
    found = Organisation.objects.filter(codes__within=code)
    return _narrowed(found, kinds, on).order_by("name", "id")


def _narrowed(
    found: QuerySet[Organisation], kinds: Collection[str], on: date | None
) -> QuerySet[Organisation]:
    if kinds:
        found = found.filter(kind__in=list(kinds))
    return found.filter(period__contains=on) if on else found


def _reach(body: Organisation, code: Code) -> int:
    return max(len(place) for place in body.codes if place.covers(code))


def organisation_rows(*, by: Actor) -> QuerySet[Organisation]:
    """The organisations an administrator looks after."""
    seen = Q(pk__in=[])
    for place in by.scope(May.VIEW_ORGANISATIONS).places:
        seen |= Q(codes__within=place)
    return Organisation.objects.filter(seen)


def get_organisation(id: UUID, *, by: Actor, may: May, lock: bool = False) -> Organisation:
    """Out of the actor's sight it does not exist; every place of it must be within `may`."""
    rows = organisation_rows(by=by)
    body = (rows.select_for_update(of=("self",)) if lock else rows).filter(id=id).first()
    if body is None:
        raise OutOfSight(id)
    if not all(by.scope(may).covers_place(place) for place in body.codes):
        raise PermissionDenied(may)
    return body
