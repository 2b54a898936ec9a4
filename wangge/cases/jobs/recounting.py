"""A year's table came in: limits that lean on it are counted again."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant

from .. import actions
from ..models import Case
from ..numbers import SHANGHAI
from ..policies import May


def recount_provisional_limits(entry: Entry, *, now: datetime) -> None:
    """A year's table came in: what runs into it, or was counted without it, is counted again."""
    city = Code(entry.code)
    clerk = machine("期限重算", Grant(May.VIEW, city), Grant(May.RECOUNT, city))
    touched = Q(provisional=True)
    if first := entry.detail.get("first"):
        touched |= Q(due_at__gte=datetime.fromisoformat(first).replace(tzinfo=SHANGHAI))
    waiting = Case.objects.filter(touched, due_at__isnull=False)
    for number in waiting.within(clerk.scope(May.RECOUNT)).values_list("number", flat=True):
        actions.recount(number, by=clerk, now=now)
