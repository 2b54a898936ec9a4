"""Who has rows on the ground: asked before the ground changes.

Rooms above have people and cases in a grid; this room may not know them. Each that has any
implements `Occupant`; the composition root lists them under the setting `OCCUPANTS`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from wangge.kernel.code import Code


class Occupant(Protocol):
    """What one room has on the ground. Moving it along comes with division plans."""

    @property
    def label(self) -> str: ...

    def count_at(self, grid: Code, on: date) -> int:
        """How many present rows stand in a grid on a day."""


@cache
def occupants() -> tuple[Occupant, ...]:
    return tuple(import_string(path)() for path in import_string(settings.OCCUPANTS))


def touched(grid: Code, on: date) -> list[tuple[str, int]]:
    """Whom a change of a grid touches, by kind; kinds without any are left out."""
    counted = [(occupant.label, occupant.count_at(grid, on)) for occupant in occupants()]
    return [(label, number) for label, number in counted if number]


def touching(grid: Code, on: date) -> str:
    """The same as a sentence for the page of a verb."""
    found = touched(grid, on)
    if not found:
        return "该网格内没有在岗人员，也没有未办结的事项。"
    return "受影响：" + "、".join(f"{label} {number} 项" for label, number in found) + "。"
