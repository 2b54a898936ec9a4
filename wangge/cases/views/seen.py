"""A case at the door: seen at a place by an actor, with everything its pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from wangge.journal import queries as journal
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import OutOfSight
from wangge.places import queries as places
from wangge.ui.shell import TimelineItem

from .. import queries
from ..flow import OPEN_PARTS, PartState
from ..lights import Light, light_of
from ..models import Case, LimitRecord, Part
from ..policies import May
from ..tables import Reading, badge_of
from .history import facts_of, history, units_in


def case_at(at: Code, number: str, *, by: Actor, may: May = May.VIEW) -> Case:
    """The case, when the place of the address covers it and the actor's scope holds it."""
    case = queries.get_case(number, by=by, may=may)
    if not at.covers(case.code):
        raise OutOfSight(number)
    return case


@dataclass(frozen=True, slots=True)
class SeenPart:
    """A part with its unit's name, its state and light as badges, and what its result is called."""

    part: Part
    unit: str
    state: str
    light: str
    result_label: str


@dataclass
class SeenCase:
    """A case with its names, clock and history; what is not asked for is not read."""

    case: Case
    at: Code
    by: Actor
    now: datetime

    @cached_property
    def entries(self) -> Sequence[Entry]:
        return list(journal.entries_of(self.case))

    @cached_property
    def parts(self) -> Sequence[Part]:
        return list(queries.parts_of(self.case))

    @cached_property
    def limits(self) -> Sequence[LimitRecord]:
        return list(queries.limits_of(self.case))

    @cached_property
    def read(self) -> Reading:
        units = units_in(self.entries) | {str(part.unit) for part in self.parts}
        return Reading.of([self.case], now=self.now, units=units)

    @property
    def place(self) -> str:
        """From the city down to the grid."""
        township = self.case.code.at(Level.TOWNSHIP)
        return places.full_name(township) + self.read.places[self.case.code]

    @property
    def state(self) -> str:
        return badge_of(self.case.state, self.case.get_state_display())

    @property
    def matter(self) -> str:
        return self.read.matter(self.case)

    @property
    def light(self) -> Light:
        return light_of(self.case, now=self.now)

    @property
    def remaining(self) -> str:
        return self.read.remaining(self.case, urgent=self.case.urgent)

    @property
    def facts(self) -> list[tuple[str, str]]:
        return facts_of(self.case, self.read, place=self.place)

    @property
    def timeline(self) -> list[TimelineItem]:
        return history(self.entries, self.parts, self.read)

    @property
    def part_rows(self) -> list[SeenPart]:
        return [
            SeenPart(
                part,
                self.read.unit(part.unit),
                badge_of(part.state, part.get_state_display()),
                self.read.light(part, urgent=self.case.urgent) if self._runs(part) else "",
                "退回依据" if part.state == PartState.HANDED_BACK else "办理情况",
            )
            for part in self.parts
        ]

    @property
    def limit_rows(self) -> list[tuple[LimitRecord, str]]:
        return [(record, self.read.unit(record.unit)) for record in self.limits]

    @property
    def sees_phone(self) -> bool:
        """The desk, the units that handle it, and who wrote it down."""
        for_unit = self.by.unit is not None and self.by.unit in self.case.units
        desk = any(self.by.scope(may).covers(self.case) for may in (May.DISPATCH, May.CLOSE))
        return desk or for_unit or self.case.reported_by == self.by.id

    def _runs(self, part: Part) -> bool:
        return part.state in OPEN_PARTS and part.round == self.case.round
