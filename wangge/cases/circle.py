"""Who may know of a case that not everybody in scope may know of."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from wangge.kernel.actor import Actor
from wangge.kernel.code import Level
from wangge.staff import queries as staff
from wangge.workers import queries as workers

from .models import Case
from .policies import May


def of_opinion(case: Case, on: date) -> frozenset[UUID]:
    """Those who hear opinions on the grid work: the township's and, in copy, the county's; the
    city's where there is nobody of these.

    Never the worker of whom it speaks, whatever other posts they hold (Art. 5).
    """
    barred = {workers.account_of(case.about)} if case.about else set()
    holders = staff.holders_around(May.HEAR, [case.code], on=on)
    fit = [one for one in holders if one.account not in barred]
    places = {case.code.at(Level.TOWNSHIP), case.code.at(Level.COUNTY)}
    near = [one for one in fit if one.code in places]
    return frozenset(one.account for one in near or fit)


def reporter_of(case: Case, by: Actor) -> frozenset[UUID]:
    """Who reports may follow it, unless they are the one it speaks of."""
    spoken_of = workers.account_of(case.about) if case.about else None
    return frozenset({by.id} - {spoken_of})


def circle_told(case: Case) -> list[str] | None:
    """A circle as the journal keeps it."""
    return None if case.circle is None else sorted(str(one) for one in case.circle)
