"""Reading the filters that a person saved."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from wangge.staff.models import SavedView


def views_of(account: UUID, list: str) -> QuerySet[SavedView]:
    """An account's saved filters of a list, by name."""
    return SavedView.objects.filter(account=account, list=list).order_by("name")
