from __future__ import annotations

from uuid import UUID

from wangge.cases.models import Case

from ..models import Follow


def sent_with(key: UUID) -> Case | None:
    """The case that a form of the public side made, by the key of the form."""
    follow = Follow.objects.filter(case=key).select_related("case").first()
    return follow.case if follow else None
