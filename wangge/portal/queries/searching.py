"""Places by the words of an address: divisions by names old and new, grids by their names.

All names of a city fit into a megabyte and are kept for a minute.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from wangge.kernel.code import Code, Level
from wangge.places.models import Alias, Division
from wangge.territory.models import Grid

TTL_SECONDS = 60
MOST = 30
OFFICE = re.compile("(居民委员会|村民委员会|居委会|村委会)$")
KIND = re.compile("(社区|街道|自治县|村|镇|乡|区|县|市)$")
ORDER = {Level.VILLAGE: 0, Level.GRID: 1, Level.TOWNSHIP: 2, Level.COUNTY: 3}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found: its name, and the places around it that tell it from its namesakes."""

    code: Code
    name: str
    around: str

    @property
    def is_grid(self) -> bool:
        return self.code.level is Level.GRID


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first; `more` says that there is more than is shown."""

    rows: list[Hit]
    more: bool


@dataclass(slots=True)
class _Known:
    """A place as it is searched for."""

    hit: Hit
    names: tuple[str, ...]
    stems: tuple[str, ...]
    path: str = ""
    path_stems: tuple[str, ...] = ()


@dataclass(slots=True)
class _Memory:
    places: list[_Known] = field(default_factory=list)
    on: date | None = None
    until: float = 0.0


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers; other processes follow within a minute."""
    _memory.until = 0.0


def search(text: str, on: date, *, inside: Code | None = None) -> Hits:
    """The places that the words name, villages of exactly that name first."""
    words = _words(text)
    joined = "".join(words)
    ranked = sorted(
        (_rank(place, words, joined), place.hit.code, place.hit)
        for place in _places(on)
        if (inside is None or inside.covers(place.hit.code)) and _fits(place, words)
    )
    return Hits([hit for _, _, hit in ranked[:MOST]], more=len(ranked) > MOST)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.findall(r"\w+", plain)[:6]


def _fits(place: _Known, words: list[str]) -> bool:
    """Every word names the place or one around it, and one of them the place itself."""
    return any(_named(place.names, place.stems, word) for word in words) and all(
        word in place.path or any(stem in word for stem in place.path_stems) for word in words
    )


def _named(names: Iterable[str], stems: Iterable[str], word: str) -> bool:
    return any(word in name for name in names) or any(stem in word for stem in stems)


def _rank(place: _Known, words: list[str], joined: str) -> tuple[int, int, int]:
    exact = joined in place.names or joined in place.stems
    inside = any(word in name for word in words for name in place.names)
    said = sum(1 for stem in place.path_stems if stem in joined)
    order = ORDER[place.hit.code.level]
    return (0 if exact else 1 if inside else 2, -said, order)


def _places(on: date) -> list[_Known]:
    if time.monotonic() >= _memory.until or _memory.on != on:
        _memory.places = list(_read(on))
        _memory.on, _memory.until = on, time.monotonic() + TTL_SECONDS
    return _memory.places


def _read(on: date) -> Iterator[_Known]:
    """Every place of today with all it was ever called, wide ones first."""
    called: dict[str, list[str]] = {}
    old = Alias.objects.filter(alias_kind=Alias.Kind.NAME).values_list("code", "alias")
    for code, alias in old:
        called.setdefault(code, []).append(alias)
    known: dict[str, _Known] = {}
    for code, name in _named_on(on):
        place = _known(code, name, called.get(code, []))
        around = [known[wider] for wider in code.lineage() if wider in known]
        place.path = " ".join(it.hit.name.lower() for it in around) + " " + " ".join(place.names)
        place.path_stems = (*(stem for it in around for stem in it.stems), *place.stems)
        shown = " · ".join(it.hit.name for it in reversed(around))
        place.hit = Hit(code, name, shown)
        known[code] = place
        yield place


def _named_on(on: date) -> Iterator[tuple[Code, str]]:
    divisions = Division.objects.on(on).filter(level__gte=int(Level.COUNTY)).order_by("level")
    yield from divisions.values_list("code", "name")
    yield from Grid.objects.on(on).values_list("code", "name")


def _known(code: Code, name: str, aliases: list[str]) -> _Known:
    names = tuple(unicodedata.normalize("NFKC", it).lower() for it in (name, *aliases))
    if code.level is Level.GRID:
        return _Known(Hit(code, name, ""), names, ())
    offices = {OFFICE.sub("", it) for it in names}
    bases = {KIND.sub("", it) for it in offices}
    stems = tuple(sorted(stem for stem in offices | bases if len(stem) > 1))
    return _Known(Hit(code, name, ""), names, stems)
