"""What may be done to the working calendar. It is the city's: a part of the city is not enough."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.core.exceptions import PermissionDenied

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code


class May(StrEnum):
    VIEW = "worktime:view"
    IMPORT_YEAR = "worktime:import_year"
    SET_SESSIONS = "worktime:set_sessions"


def city() -> Code:
    """The place whose working calendar this is."""
    return Code(settings.CITY_CODE)


def holds(by: Actor, may: May) -> bool:
    """Whether the permission is held for the whole city; to look, whether it is held at all."""
    scope = by.scope(may)
    return bool(scope) if may is May.VIEW else scope.covers_place(city())


def require(by: Actor, may: May) -> None:
    """PermissionDenied where `holds` says no."""
    if not holds(by, may):
        raise PermissionDenied(may)
