"""Cases that belong together: merged into one another, or alike at a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, hypot, radians
from uuid import UUID

from django.db.models import Q

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.territory import queries as territory

from .flow import OPEN, State
from .models import Case
from .policies import May

NEAR = 200  # metres
FOR_DAYS = timedelta(days=90)
LOOKED_AT, SHOWN = 300, 6
DEGREE = 111_320  # metres


def end_of(case: Case) -> Case:
    """The case in which a merged one goes on, however often it was merged; else itself."""
    while case.merged_into_id:
        case = Case.objects.get(pk=case.merged_into_id)
    return case


def merged_in(case: Case) -> list[Case]:
    """Every case that goes on in this one, those merged into merged ones too, oldest first."""
    found: list[Case] = []
    last = [case]
    while last:
        last = list(Case.objects.filter(merged_into__in=[one.pk for one in last]))
        found += last
    return sorted(found, key=lambda one: (one.reported_at, one.pk))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happened, what it is about, and who called."""

    code: Code | None
    lon: float | None = None
    lat: float | None = None
    line: str = ""
    category: str = ""
    phone: str = ""
    of: UUID | None = None

    @classmethod
    def of_case(cls, case: Case, *, phone: bool) -> Spot:
        """Without the phone for those who may not see it."""
        known = case.caller_phone if phone else ""
        return cls(case.code, case.lon, case.lat, case.line, case.category, known, case.pk)

    def metres_to(self, case: Case) -> float | None:
        if self.lon is None or self.lat is None or case.lon is None or case.lat is None:
            return None
        east = (case.lon - self.lon) * cos(radians(self.lat))
        return hypot(east, case.lat - self.lat) * DEGREE


@dataclass(frozen=True, slots=True)
class Related:
    """A case, why it may be the same or have to do with it, and how strongly."""

    case: Case
    reasons: tuple[str, ...]
    weight: int

    @property
    def why(self) -> str:
        return "·".join(self.reasons)


def related_to(spot: Spot, *, by: Actor, on: date, now: datetime) -> list[Related]:
    """The likeliest first: open, or ended within 90 days, and within the actor's sight alone."""
    alive = Q(state__in=sorted(OPEN)) | Q(closed_at__gte=now - FOR_DAYS)
    seen = Case.objects.within(by.scope(May.VIEW)).filter(alive).exclude(state=State.MERGED)
    likely = Q(pk__in=[])
    if grids := _grids(spot, on):
        likely |= Q(code__in=grids)
    if spot.phone:
        likely |= Q(caller_phone=spot.phone)
    rows = seen.filter(likely).order_by("-reported_at")[:LOOKED_AT]
    others = (case for case in rows if case.pk != spot.of)
    found = [one for one in (_related(spot, case) for case in others) if one]
    return sorted(found, key=lambda one: -one.weight)[:SHOWN]


def _grids(spot: Spot, on: date) -> set[Code]:
    own = {spot.code} if spot.code else set()
    if spot.lon is None or spot.lat is None:
        return own
    return own | territory.grids_near(spot.lon, spot.lat, metres=NEAR, on=on)


def _related(spot: Spot, case: Case) -> Related | None:
    reasons = list(_reasons(spot, case))
    weight = sum(points for _, points in reasons)
    if not weight or (weight == 1 and case.state not in OPEN):
        return None
    return Related(case, tuple(words for words, _ in reasons), weight)


def _reasons(spot: Spot, case: Case) -> Iterator[tuple[str, int]]:
    """What speaks for it, each with its weight; a neighbour beyond sight has nothing to do."""
    metres = spot.metres_to(case)
    near = metres is not None and metres <= NEAR
    same_phone = bool(spot.phone) and case.caller_phone == spot.phone
    if case.code != spot.code and not near and not same_phone:
        return
    if same_phone:
        yield "同一来电号码", 4
    if case.code == spot.code:
        yield "同一网格", 1
    elif near:
        yield "相邻网格", 0
    if spot.line and case.line == spot.line:
        yield "同一事项", 3
    elif spot.line and case.line and case.category == spot.category:
        yield "同类事项", 1
    if near and metres is not None:
        words = f"相距 {round(metres, -1):.0f} 米" if metres >= 10 else "同一位置"
        yield words, 3 - int(metres // 100)
