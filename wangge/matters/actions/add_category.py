from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters.models import Category
from wangge.matters.policies import May
from wangge.places.policies import require


class UnableToAddCategory(Unable):
    """The key or the name is taken."""


@transaction.atomic
def add_category(at: Code, key: str, name: str, *, by: Actor, now: datetime) -> Category:
    """Add a service category beside those that Art. 2 names."""
    require(by, May.ADD_CATEGORY, at)
    if Category.objects.filter(key=key).exists():
        raise UnableToAddCategory("这个标识已经有了，请换一个。", field="key")
    if Category.objects.filter(name=name).exists():
        raise UnableToAddCategory(f"类别「{name}」已经有了。", field="name")
    row = Category.objects.create(key=key, name=name)
    journal.record("matters.category_added", row, code=at, by=by, at=now, name=name)
    return row
