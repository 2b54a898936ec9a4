"""From what somebody says of a place to the grid it lies in; where that is not one, a choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.territory import queries as territory
from wangge.territory.models import Grid

from .finding import below
from .searching import Hit, search

FEW = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the places that may be meant."""

    code: Code
    words: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A grid; or, with none, the places to choose from; or, with neither, nothing was found."""

    grid: Grid | None = None
    offers: list[Offer] = field(default_factory=list)


def at_point(lon: float, lat: float, on: date) -> Placed:
    """The grid at a point; nothing outside the city."""
    try:
        return Placed(territory.grid_at(lon, lat, on=on))
    except territory.OutsideCity:
        return Placed()


def at_code(code: Code, on: date) -> Placed:
    """A chosen grid; of a chosen village its first one, where its people know better."""
    if code.level is Level.VILLAGE:
        first = territory.grids_in(code, on).first()
        return Placed(first)
    return Placed(territory.grids_among([code], on).first())


def at_words(address: str, township: Code | None, on: date) -> Placed:
    """The grid that an address names when it names one; else what it may mean."""
    hits = search(address, on, inside=township).rows if address else []
    fine = [hit for hit in hits if hit.code.level >= Level.VILLAGE]
    if len(fine) == 1 and fine[0].is_grid:
        return Placed(territory.get_grid(fine[0].code, on))
    villages = [hit for hit in fine if not hit.is_grid]
    if len(villages) == 1 and not any(hit.is_grid for hit in fine):
        return _in_village(villages[0], on)
    if fine:
        return Placed(offers=_once(_offered(fine, on)))
    return Placed(offers=_villages_of(township, on)) if township else Placed()


def _in_village(village: Hit, on: date) -> Placed:
    grids = list(territory.grids_in(village.code, on).defer("extent")[:2])
    if len(grids) == 1:
        return Placed(grids[0])
    return Placed(offers=_once(_offered([village], on)))


def _offered(hits: list[Hit], on: date) -> Iterable[Offer]:
    """The grids found; of a few villages their grids, of many the villages themselves."""
    few = sum(1 for hit in hits if not hit.is_grid) <= FEW
    for hit in hits:
        if hit.is_grid:
            yield Offer(hit.code, f"{hit.name}（{hit.around}）")
        elif few:
            grids = below(hit.code, on).grids
            yield from (Offer(code, f"{hit.name} · {name}") for code, name in grids)
            if len(grids) > 1:
                yield Offer(hit.code, f"{hit.name}，说不清是哪个网格")
        else:
            yield Offer(hit.code, f"{hit.name}（{hit.around}）")


def _once(offers: Iterable[Offer]) -> list[Offer]:
    """Each place under the first words for it."""
    found: dict[Code, Offer] = {}
    for offer in offers:
        found.setdefault(offer.code, offer)
    return list(found.values())


def _villages_of(township: Code, on: date) -> list[Offer]:
    rows = places.children(township, on).values_list("code", "name")
    return [Offer(code, name) for code, name in rows]


def townships(city: Code, on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every township under its county, for a list to choose from."""
    counties = places.children(city, on).values_list("code", "name")
    rows = places.under(city, on).filter(level=int(Level.TOWNSHIP)).values_list("code", "name")
    by_county: dict[str, list[tuple[str, str]]] = {}
    for code, name in rows:
        by_county.setdefault(code.at(Level.COUNTY), []).append((code, name))
    return [(name, by_county[code]) for code, name in counties if code in by_county]
