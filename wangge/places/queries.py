"""Reading the division tree."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Substr

from wangge.geo.shape import from_wkb, geojson
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level

from .models import OWN, Alias, Division, DivisionQuerySet, Provenance
from .policies import May

TTL_SECONDS = 60


@dataclass(slots=True)
class _Memory:
    """What this process remembers for a minute. Only hits are kept: a new place is seen at once."""

    names: dict[str, str] = field(default_factory=dict)
    invented: bool | None = None
    until: float = 0.0

    def fresh(self) -> _Memory:
        if time.monotonic() >= self.until:
            self.names.clear()
            self.invented = None
            self.until = time.monotonic() + TTL_SECONDS
        return self


_memory = _Memory()


def forget() -> None:
    """Drop what this process remembers; other processes follow within a minute."""
    _memory.until = 0.0


def division(code: Code, on: date | None = None) -> Division:
    """The version of a place in force on a day; without a day, its newest version begun."""
    versions = Division.objects.filter(code=code)
    return versions.on(on).get() if on else _newest(versions, code)


def _newest(versions: DivisionQuerySet, code: Code) -> Division:
    found = versions.begun().first()
    if found is None:
        raise Division.DoesNotExist(code)
    return found


def get_division(code: Code, *, by: Actor, may: May, lock: bool = False) -> Division:
    """The newest version. Out of the actor's sight it does not exist; in sight, `may` must hold."""
    rows = Division.objects.select_for_update(of=("self",)) if lock else Division.objects.all()
    row = rows.within(by.scope(May.VIEW)).filter(code=code).order_by("-period").first()
    if row is None:
        raise Division.DoesNotExist(code)
    if may is not May.VIEW and not by.scope(may).covers(row):
        raise PermissionDenied(may)
    return row


def versions_of(code: Code) -> DivisionQuerySet:
    """Everything a code ever was, oldest first."""
    return Division.objects.filter(code=code).order_by("period")


def children(code: Code, on: date | None = None) -> DivisionQuerySet:
    """The places one level below, in code order; empty below the village."""
    if code.finer is None or code.finer is Level.GRID:
        return Division.objects.none()
    below = Division.objects.filter(level=int(code.finer), code__within=code)
    if on:
        return below.on(on).order_by("code")
    newest = below.begun().distinct("code").values("pk")
    return Division.objects.filter(pk__in=newest, period__endswith__isnull=True).order_by("code")


def shown_children(at: Code, on: date, *, by: Actor) -> DivisionQuerySet:
    """The children of a place that the actor may see, or that lead to what they may see."""
    scope = by.at(May.VIEW, at)
    below = children(at, on)
    if at.finer is None:
        return below
    finer = at.finer
    ways = {place.at(finer) for place in scope.places if place.level >= finer}
    return below.filter(scope.as_q(Division) | Q(code__in=ways))


def counts_below(at: Code, level: Level, on: date) -> dict[str, int]:
    """How many places of a level each child of `at` holds on a day."""
    if at.finer is None or at.finer >= level:
        return {}
    inside = Division.objects.filter(code__within=at, level=int(level)).on(on)
    child = Substr("code", 1, int(at.finer), output_field=CharField())
    return dict(inside.annotate(child=child).values_list("child").annotate(n=Count("id")))


def aliases_of(code: Code) -> QuerySet[Alias]:
    """Other codes and names of a place, the newest first."""
    return Alias.objects.filter(code=code).order_by("-period", "id")


def under(code: Code, on: date) -> DivisionQuerySet:
    """The place and everything below it on a day, in code order."""
    return Division.objects.filter(code__within=code).on(on).order_by("code")


def names(codes: Iterable[str]) -> dict[str, str]:
    """Today's names by code; a code without a division keeps its digits."""
    wanted, memory = set(codes), _memory.fresh()
    missing = wanted - memory.names.keys()
    if missing:
        rows = Division.objects.filter(code__in=missing).begun().distinct("code")
        memory.names.update((str(code), name) for code, name in rows.values_list("code", "name"))
    return {code: memory.names.get(code, str(code)) for code in wanted}


def name_of(code: Code) -> str:
    """Today's short name: `梅湾街道`; a grid code reads as its village and its three digits."""
    if code.level is Level.GRID:
        return f"{name_of(code.at(Level.VILLAGE))}网格{code[-3:]}"
    return names([code])[code]


def full_name(code: Code) -> str:
    """From the city down: `永州市冷水滩区梅湾街道…`."""
    lineage = [place for place in code.lineage() if Level.CITY <= place.level < Level.GRID]
    known: Mapping[str, str] = names(lineage)
    named = "".join(known[place] for place in lineage)
    return named + f"网格{code[-3:]}" if code.level is Level.GRID else named


def breadcrumbs(code: Code, *, top: Level = Level.CITY) -> list[tuple[Code, str]]:
    """The places that cover this one, from the city down to itself, with names."""
    lineage = [place for place in code.lineage() if place.level >= top]
    return [(place, name_of(place)) for place in lineage]


def outline(code: Code, on: date | None = None) -> dict[str, Any] | None:
    """The extent as a GeoJSON geometry; None when it is not known."""
    try:
        extent = division(code, on).extent
    except Division.DoesNotExist:
        return None
    return geometry(extent)


def geometry(extent: bytes | memoryview | None) -> dict[str, Any] | None:
    """A stored extent as a GeoJSON geometry."""
    return None if extent is None else geojson(from_wkb(extent))


def resolve_alias(old_code: str, on: date, *, source: str = OWN) -> Code | None:
    """Today's code of the place that `old_code` meant on that day.

    In this house's own history by default; `source` names a foreign code table, whose codes may
    be spelled like ours and mean another place. None: no alias says so.
    """
    found = Alias.objects.filter(
        alias=old_code, alias_kind=Alias.Kind.CODE, source=source, period__contains=on
    ).first()
    return found.code if found else None


def find_by_name(county: Code, name: str, on: date, *, level: Level) -> Division | None:
    """The one place of a level inside a county called so on that day, by name or alias.

    None when there is none or more than one.
    """
    inside = Division.objects.filter(code__within=county, level=int(level)).on(on)
    found = list(inside.filter(name=name)[:2])
    if not found:
        called = Alias.objects.filter(
            code__within=county, alias=name, alias_kind=Alias.Kind.NAME, period__contains=on
        )
        found = list(inside.filter(code__in=called.values("code"))[:2])
    return found[0] if len(found) == 1 else None


def invented() -> bool:
    """Whether any facts here are made up: pages then say 演示数据."""
    memory = _memory.fresh()
    if memory.invented is None:
        memory.invented = Provenance.objects.filter(invented=True).exists()
    return memory.invented


def provenance(place: Code) -> list[Provenance]:
    """What is said about the sources of facts at a place and the places that cover it."""
    return list(Provenance.objects.filter(code__in=list(place.lineage())).order_by("subject"))
