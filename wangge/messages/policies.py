"""The outside channels are the city's: a part of the city is not enough."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.core.exceptions import PermissionDenied

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code


class May(StrEnum):
    VIEW_SENDINGS = "messages:view_sendings"
    RETRY = "messages:retry"
    SEND_TEST = "messages:send_test"


def require(by: Actor, may: May) -> Code:
    """The city, for which the permission must be held; PermissionDenied otherwise."""
    city = Code(settings.CITY_CODE)
    if not by.scope(may).covers_place(city):
        raise PermissionDenied(may)
    return city
