"""A case in the hands of the desk that decides about it."""

from __future__ import annotations

from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.places import queries as places

from ..models import Case
from ..policies import May
from ..queries import get_case, holds_desk


class UnableToDecideHere(Unable):
    """The case was raised to a desk above, which decides now."""


def at_desk(number: str, *, by: Actor, may: May) -> Case:
    """The case, locked, for the desk that it lies at."""
    case = get_case(number, by=by, may=may, lock=True)
    if not holds_desk(case, by=by, may=may):
        raise UnableToDecideHere(f"本件已提级到{places.name_of(case.desk)}，由上级平台办理。")
    return case
