"""The four lights of a limit. Always a colour and a word."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.db.models import Q


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def word(self) -> str:
        return WORDS[self]


WORDS = {
    Light.GREEN: "正常",
    Light.YELLOW: "将到期",
    Light.RED: "已超期",
    Light.GREY: "已暂停",
}


class Clocked(Protocol):
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def warn_at(self) -> datetime | None: ...


def light_of(thing: Clocked, *, now: datetime) -> Light:
    """Grey without a running limit, red past it, yellow from its warning moment on, else green."""
    if thing.due_at is None or thing.warn_at is None:
        return Light.GREY
    if now > thing.due_at:
        return Light.RED
    return Light.YELLOW if now >= thing.warn_at else Light.GREEN


def shining(light: Light, *, now: datetime) -> Q:
    """The same as `light_of`, as a condition on rows."""
    return {
        Light.GREY: Q(due_at=None),
        Light.RED: Q(due_at__lt=now),
        Light.YELLOW: Q(due_at__gte=now, warn_at__lte=now),
        Light.GREEN: Q(due_at__gte=now, warn_at__gt=now),
    }[light]
