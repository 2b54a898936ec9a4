"""The areas one level below a place: divisions, and grids below the village."""

from __future__ import annotations

from datetime import date
from typing import Any

from wangge.insight.policies import May
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import OutOfSight
from wangge.kernel.scope import Scope
from wangge.places import queries as places
from wangge.territory import queries as territory


def scope_at(at: Code, *, by: Actor) -> Scope:
    """What the actor may look at from above in a place; a grid has nothing below it."""
    scope = by.at(May.VIEW, at)
    if at.finer is None:
        raise OutOfSight(at)
    return scope


def areas_below(at: Code, scope: Scope, on: date) -> dict[Code, str]:
    """The areas below a place that the scope touches, by code, with their names."""
    known = dict(_below(at, on).values_list("code", "name"))
    return {Code(code): name for code, name in known.items() if scope.narrowed_to(Code(code))}


def _below(at: Code, on: date) -> Any:
    return territory.grids_in(at, on) if at.finer is Level.GRID else places.children(at, on)
