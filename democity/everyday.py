"""The tools of every day, by the verbs: what residents reported and became of it, calls, ratings,
opinions, a confidential case, words for replies, and a substitute."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import shapely

from democity import pictures, residents
from democity.cast import COUNTY, GRID, TOWNSHIP, URBAN
from democity.loader import Progress
from democity.road import Cast
from democity.tales import TALES, Tale
from democity.terrain import Terrain
from wangge.cases import actions as cases
from wangge.cases.actions.reporting import Report
from wangge.cases.jobs.archiving import archive_all
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.files.images import Picture
from wangge.kernel.actor import Actor
from wangge.staff import actions as staff
from wangge.staff.models import Organisation
from wangge.workers import queries as workers
from wangge.workers.models import Duty

PEOPLE = ("chen", "deng", "wang", "li", "liu", "peng", "zhou")
UNIT_VERBS = {"conclude": pictures.after, "affirm": pictures.before, "confirm_done": pictures.after}
TEMPLATES = (
    ("已受理", "您好，您反映的事已经受理，正在交承办单位办理，办理情况会在这里告诉您。"),
    ("正在办理", "您好，承办单位已经到场查看，正在安排维修，办好后请您评价。"),
    ("不属于受理范围", "您好，这件事不在网格化服务管理的范围内，请向有关部门反映。"),
)


def live(land: Terrain, matters: Mapping[str, str], progress: Progress, *, now: datetime) -> None:
    """`matters` gives a matter's number for a word that its name contains, or ''."""
    progress("公众上报、意见、回访和评价")
    today = Days(land, matters, now)
    today.furnish()
    today.substitute()
    for tale in TALES:
        today.tell(tale)
    archive_all(now=now)


@dataclass
class Days:
    """The last days in the cast's own grid."""

    land: Terrain
    matters: Mapping[str, str]
    now: datetime
    told: dict[str, Case] = field(default_factory=dict)

    def __post_init__(self) -> None:
        actors = Cast(self.now)
        self.cast: dict[str, Actor] = {name: actors[name] for name in PEOPLE}
        self.urban: UUID = Organisation.objects.values_list("id", flat=True).get(key=URBAN.key)
        self.dice = random.Random(23)
        self.extent = next(one.extent for one in self.land.grids if one.code == GRID)

    def furnish(self) -> None:
        """Words for replies lie ready."""
        now = self.now - timedelta(days=60)
        for place, desk in ((TOWNSHIP, "wang"), (COUNTY, "deng")):
            for name, words in TEMPLATES:
                cases.keep_template(place, name=name, words=words, by=self.cast[desk], now=now)

    def substitute(self) -> None:
        """From tomorrow on somebody stands in for the handler."""
        since = self.now.date() + timedelta(days=1)
        staff.announce_absence(
            self.cast["liu"].id, substitute=self.cast["li"].id, since=since,
            last=since + timedelta(days=6), note="年休假（演示）", by=self.cast["li"], now=self.now,
        )  # fmt: skip

    def tell(self, tale: Tale) -> None:
        """A matter is reported so many hours ago, and then the verbs follow one another."""
        at = self.now - timedelta(hours=tale.hours)
        case = self.told[tale.name] = self._begin(tale, at)
        pause = timedelta(hours=tale.hours) / (len(tale.steps) + 1)
        for verb, who, given in tale.steps:
            at += pause
            by = resident(case.pk) if who == "resident" else self.cast[who]
            getattr(cases, verb)(case.number, **self._given(tale, verb, given), by=by, now=at)

    def _begin(self, tale: Tale, at: datetime) -> Case:
        lon, lat = self._somewhere()
        said = Report(
            key=residents.key_of(tale.name), words=f"{tale.words}（演示）", lon=lon, lat=lat,
            matter=self.matters.get(tale.matter, ""), channel=tale.channel, kind=tale.kind,
            about=self._zhou() if tale.about_zhou else None, address=tale.address,
            caller_name=tale.caller and "示例居民", caller_phone=tale.caller,
        )  # fmt: skip
        if tale.channel != "public":
            return cases.report(said, by=self.cast["wang"], now=at)
        photos = [pictures.before(tale.name)] if tale.photo else []
        code = residents.FOLLOW_CODE if tale.name in residents.TO_TRY else ""
        return residents.send(
            tale.name, said, photos=photos, asked=tale.asked, code=code, now=at
        )  # fmt: skip

    def _given(self, tale: Tale, verb: str, given: Mapping[str, Any]) -> dict[str, Any]:
        more: dict[str, Any] = dict(given)
        if verb == "dispatch":
            more |= {"lead": self.urban}
        if verb == "hand_to":
            more |= {"handler": self.cast["liu"].id}
        if verb == "merge":
            more |= {"into": self.told[given["into"]].number}
        if tale.photo and verb in UNIT_VERBS:
            more |= {"photos": self._shown(tale, verb)}
        return more

    def _shown(self, tale: Tale, verb: str) -> Sequence[Picture]:
        return [UNIT_VERBS[verb](f"{tale.name} {verb}")]

    def _zhou(self) -> UUID:
        """The worker of the cast's own grid."""
        on = self.now.date()
        return next(one.worker_id for one in workers.on_duty(GRID, on) if one.duty == Duty.WORKER)

    def _somewhere(self) -> tuple[float, float]:
        """A point in the grid."""
        west, south, east, north = self.extent.bounds
        while True:
            lon, lat = self.dice.uniform(west, east), self.dice.uniform(south, north)
            if self.extent.contains(shapely.Point(lon, lat)):
                return lon, lat
