from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.kernel.actor import Actor
from wangge.staff.models import SavedView


@transaction.atomic
def drop_view(id: UUID, *, by: Actor, now: datetime) -> SavedView:
    """The actor no longer keeps this filter. Another's does not exist; no journal entry."""
    view = SavedView.objects.select_for_update().get(id=id, account_id=by.id)
    view.delete()
    return view
