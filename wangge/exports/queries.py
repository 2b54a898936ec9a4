"""Which lists can be taken away, one's own exports, and with what rights they were made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Any, BinaryIO, Protocol, cast
from urllib.parse import parse_qsl
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import Storage, storages
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.workbooks import Sheet
from wangge.staff import queries as staff

from .flow import UNDER_WAY, State
from .models import Export


class TakenAway(Protocol):
    """What a room's `exports.py` has for a list. It asks for the rights itself."""

    def __call__(
        self, at: Code | None, query: Mapping[str, Any], /, *, by: Actor, now: datetime
    ) -> Sheet: ...


@cache
def offered() -> Mapping[str, str]:
    """The composition root's table: the name of a list's address → the function that reads it."""
    table: Mapping[str, str] = import_string(settings.EXPORTS)
    return table


def sheet_of(list: str, at: Code | None, query: str, *, by: Actor, now: datetime) -> Sheet:
    """A list as its page shows it to this actor, to be written.

    A list that is not offered, or that has no such address, does not exist.
    """
    if list not in offered():
        raise OutOfSight(list)
    try:
        reverse(list, args=[at] if at else [])
    except NoReverseMatch as unknown:
        raise OutOfSight(list) from unknown
    read = cast("TakenAway", import_string(offered()[list]))
    return read(at, dict(parse_qsl(query)), by=by, now=now)


def seat_of(by: Actor) -> Code:
    """The widest place of an actor: where what has no place of its own is recorded."""
    places = {grant.code for grant in by.grants}
    return min(places, key=lambda place: (len(place), place), default=Code(settings.CITY_CODE))


def exports_of(by: Actor) -> QuerySet[Export]:
    return Export.objects.filter(account=by.id)


def get_export(id: UUID, *, by: Actor, lock: bool = False) -> Export:
    """One's own. Another's does not exist."""
    rows = Export.objects.select_for_update() if lock else Export.objects.all()
    return rows.get(id=id, account=by.id)


def under_way(by: Actor) -> QuerySet[Export]:
    return exports_of(by).filter(state__in=sorted(UNDER_WAY))


def owner_of(export: Export, *, on: date) -> Actor:
    """Who asked for it, with what their post gives them on a day; nothing when it has ended."""
    account = staff.Account.objects.get(id=export.account)
    hats = staff.hats_of(account, on)
    worn = (hat for hat in hats if any(post.id == export.post for post in hat.posts))
    return staff.actor_of(account, next(worn, None))


def rights_of(by: Actor) -> str:
    """All grants of an actor in one word, equal for equal grants."""
    return sha256("\n".join(sorted(repr(grant) for grant in by.grants)).encode()).hexdigest()


def open_file(export: Export, *, on: date) -> BinaryIO:
    """The file, to its owner, as long as they still have the rights with which it was written."""
    if export.state != State.DONE:
        raise OutOfSight(export.id)
    if rights_of(owner_of(export, on=on)) != export.rights:
        raise PermissionDenied(export.list)
    try:
        return cast("BinaryIO", store().open(export.stored_as))
    except FileNotFoundError as missing:
        raise OutOfSight(export.id) from missing


def store() -> Storage:
    return storages["files"]
