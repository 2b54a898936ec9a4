"""Who may know of a case that not everybody in scope may know of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid5

from wangge.kernel.actor import Actor
from wangge.kernel.code import Level
from wangge.staff import queries as staff
from wangge.workers import queries as workers

from .models import Case
from .policies import May

RESIDENTS = UUID("01900000-0000-7000-8000-000000000001")


def resident_id(key: UUID) -> UUID:
    """As whom the reporter of a case acts without an account: by follow code or link."""
    return uuid5(RESIDENTS, str(key))


def spoken_of(case: Case) -> frozenset[UUID]:
    """The account of the worker of whom an opinion speaks: never in its circle (Art. 5)."""
    account = workers.account_of(case.about) if case.about else None
    return frozenset({account}) if account else frozenset()


def of_opinion(case: Case, on: date) -> frozenset[UUID]:
    """Those who hear opinions on the grid work: the township's and, in copy, the county's; the
    city's where there is nobody of these.

    Never the worker of whom it speaks, whatever other posts they hold (Art. 5).
    """
    barred = spoken_of(case)
    holders = staff.holders_around(May.HEAR, [case.code], on=on)
    fit = [one for one in holders if one.account not in barred]
    places = {case.code.at(Level.TOWNSHIP), case.code.at(Level.COUNTY)}
    near = [one for one in fit if one.code in places]
    return frozenset(one.account for one in near or fit)


def of_desks(case: Case, on: date) -> frozenset[UUID]:
    """The desks around its place; once it lies before the city, also the city's agency."""
    holders = staff.holders_around(May.ACCEPT, [case.code], on=on)
    if case.desk.level == Level.CITY:
        holders += staff.holders_around(May.HAND_DOWN, [case.desk], on=on)
    return frozenset(one.account for one in holders) - spoken_of(case)


def of_units(case: Case, units: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Those who sign for units that have a part in it."""
    found = {
        a for unit in units for a in staff.accounts_with(May.SIGN, case.code, unit=unit, on=on)
    }
    return frozenset(found) - spoken_of(case)


def concealed(case: Case, by: Actor, on: date) -> frozenset[UUID]:
    """Who knows of a case from the moment it is made confidential; a resident may follow theirs."""
    followed = {by.id, resident_id(case.pk)}
    return of_desks(case, on) | of_units(case, case.units, on) | followed


def people_around(case: Case, on: date) -> frozenset[UUID]:
    """The accounts that could see the case if it were not confidential."""
    found = set(staff.accounts_with(May.VIEW, case.code, on=on))
    for unit in case.units:
        found.update(staff.accounts_with(May.VIEW, case.code, unit=unit, on=on))
    return frozenset(found)


def people_to_admit(case: Case, on: date) -> list[tuple[UUID, str]]:
    """Who could still be let in, by name, with what tells them apart."""
    fit = people_around(case, on) - spoken_of(case) - frozenset(case.circle or ())
    rows = staff.Account.objects.filter(pk__in=fit).order_by("name", "username")
    return [(row.pk, f"{row.name}（{row.username}）") for row in rows]


def reporter_of(case: Case, by: Actor) -> frozenset[UUID]:
    """Who reports may follow it, unless they are the one it speaks of."""
    return frozenset({by.id, resident_id(case.pk)}) - spoken_of(case)


def widened(case: Case, more: Iterable[UUID]) -> list[UUID] | None:
    """A circle with others let in; a case that everybody in scope may see stays so."""
    return None if case.circle is None else sorted({*case.circle, *more})


def circle_told(case: Case) -> list[str] | None:
    """A circle as the journal keeps it."""
    return None if case.circle is None else sorted(str(one) for one in case.circle)
