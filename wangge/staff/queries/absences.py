"""Who is away, and who stands in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from wangge.staff.models import Absence


def absences_in(unit: UUID, *, on: date) -> QuerySet[Absence]:
    """A unit's absences that are not over, the next to begin first."""
    rows = Absence.objects.filter(Q(period__endswith__gt=on), unit=unit)
    return rows.select_related("account", "substitute").order_by("period", "id")


def absent_for(substitute: UUID, unit: UUID, *, on: date) -> frozenset[UUID]:
    """Those of a unit for whom somebody stands in on a day."""
    rows = Absence.objects.filter(substitute=substitute, unit=unit, period__contains=on)
    return frozenset(rows.values_list("account_id", flat=True))


def substitutes_of(accounts: Iterable[UUID], unit: UUID, *, on: date) -> frozenset[UUID]:
    """Who stands in on a day for some accounts of a unit."""
    rows = Absence.objects.filter(account__in=list(accounts), unit=unit, period__contains=on)
    active = rows.filter(substitute__is_active=True)
    return frozenset(active.values_list("substitute_id", flat=True))
