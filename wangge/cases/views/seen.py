"""A case at the door: seen at a place by an actor, with everything its pages show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.urls import reverse

from wangge.files.doors import Shown, gallery
from wangge.files.models import Attachment, Purpose
from wangge.files.queries import attachments_of
from wangge.journal import queries as journal
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import OutOfSight
from wangge.places import queries as places
from wangge.staff import queries as staff
from wangge.ui.shell import TimelineItem

from .. import queries
from ..flow import OPEN_PARTS, PartState
from ..lights import Light, light_of
from ..models import Case, LimitRecord, Part
from ..policies import May
from ..tables import Reading, badge_of
from .asked import Asked
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
    handler: str = ""
    photos: Sequence[Shown] = ()


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

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.case, lambda: self.read)

    @cached_property
    def part_photos(self) -> Mapping[tuple[str, int], Sequence[Shown]]:
        """What each part showed of its work, by its unit and round."""
        told = {
            str(photo.id): photo
            for photo in attachments_of(self.case, Purpose.FEED_BACK, Purpose.CONCLUDE)
        }
        found: dict[tuple[str, int], list[Attachment]] = {}
        for entry in self.entries if told else ():
            names = [one for one in entry.detail.get("photos", ()) if one in told]
            if names and "unit" in entry.detail:
                part = entry.detail["unit"], entry.detail["round"]
                found.setdefault(part, []).extend(told[one] for one in names)
        return {part: gallery(photos, self._photo_url) for part, photos in found.items()}

    def _photo_url(self, photo: Attachment) -> str:
        return reverse("cases:photo", args=[self.at, self.case.number, photo.id])

    @property
    def part_rows(self) -> list[SeenPart]:
        handlers = staff.names_of(part.handler for part in self.parts)
        return [
            SeenPart(
                part,
                self.read.unit(part.unit),
                badge_of(part.state, part.get_state_display()),
                self.read.light(part, urgent=self.case.urgent) if self._runs(part) else "",
                "退回依据" if part.state == PartState.HANDED_BACK else "办理情况",
                handlers.get(part.handler, "") if part.handler else "",
                self.part_photos.get((str(part.unit), part.round), ()),
            )
            for part in self.parts
        ]

    @property
    def limit_rows(self) -> list[tuple[LimitRecord, str]]:
        return [(record, self.read.unit(record.unit)) for record in self.limits]

    @cached_property
    def photos(self) -> Sequence[Shown]:
        """What was shown when it was reported and when it was seen on site: before and after."""
        shown = (Purpose.REPORT, Purpose.REMARK, Purpose.BEFORE, Purpose.AFTER)
        return gallery(attachments_of(self.case, *shown), self._photo_url)

    @property
    def asked_for(self) -> str:
        """What the desk asked the reporter for, when it sent the report back last."""
        asked = [one.detail["words"] for one in self.entries if one.event == "cases.sent_back"]
        return str(asked[-1]) if asked else ""

    @property
    def sees_phone(self) -> bool:
        """The desk, the units that handle it, and who wrote it down."""
        for_unit = self.by.unit is not None and self.by.unit in self.case.units
        desk = any(self.by.scope(may).covers(self.case) for may in (May.DISPATCH, May.CLOSE))
        return desk or for_unit or self.case.reported_by == self.by.id

    def _runs(self, part: Part) -> bool:
        return part.state in OPEN_PARTS and part.round == self.case.round
