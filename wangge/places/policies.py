"""What may be done to the division tree, and the check that verbs on the ground begin with."""

from __future__ import annotations

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code


class May(StrEnum):
    VIEW = "places:view"
    FOUND = "places:found"
    RENAME = "places:rename"
    RETIRE = "places:retire"
    ADD_ALIAS = "places:add_alias"
    IMPORT_DIVISIONS = "places:import_divisions"
    NOTE_SOURCE = "places:note_source"


def require(by: Actor, permission: str, place: Code) -> None:
    """The permission covers the whole place.

    PermissionDenied when it is held nowhere, or only for a part of the place; OutOfSight when
    the place lies outside everything it is held for.
    """
    by.at(permission, place)
    if not by.scope(permission).covers_place(place):
        raise PermissionDenied(permission)
