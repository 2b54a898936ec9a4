from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff.models import Account, SavedView
from wangge.staff.queries import views_of

MOST = 20
LONGEST_NAME, LONGEST_QUERY = 30, 1000


class UnableToSaveView(Unable):
    """The name or the filter cannot be kept, or too many are kept already."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="name")


@transaction.atomic
def save_view(list: str, *, name: str, query: str, by: Actor, now: datetime) -> SavedView:
    """The actor has this filter of a list under this name; one they had under it is replaced.

    One's own and nobody else's: no permission is asked for, and no journal entry is left.
    """
    Account.objects.select_for_update().get(id=by.id)
    name = " ".join(name.split())
    kept = {view.name for view in views_of(by.id, list)}
    _check(name, query)
    if name not in kept and len(kept) >= MOST:
        raise UnableToSaveView(f"每个列表最多保存 {MOST} 个筛选，请先删去不用的。")
    view, _ = SavedView.objects.update_or_create(
        account_id=by.id, list=list, name=name, defaults={"query": query, "saved_at": now}
    )
    return view


def _check(name: str, query: str) -> None:
    if not name:
        raise UnableToSaveView("请给这个筛选起个名称。")
    if len(name) > LONGEST_NAME:
        raise UnableToSaveView(f"名称最多 {LONGEST_NAME} 个字。")
    if not query:
        raise UnableToSaveView("现在没有筛选条件。请先筛选，再保存。")
    if len(query) > LONGEST_QUERY:
        raise UnableToSaveView("筛选条件太长，请减少一些再保存。")
