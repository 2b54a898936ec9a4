"""How a case begins: reported, or settled on the spot (Art. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from wangge.files import actions as files
from wangge.files.models import Purpose
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.matters import queries as matters
from wangge.matters.models import Matter, Urgency
from wangge.territory import queries as territory
from wangge.workers.models import Worker

from ..circle import circle_told, of_opinion, reporter_of
from ..flow import Stage, State
from ..models import Case, Channel, Kind
from ..numbers import next_number
from ..policies import May
from ..queries import amounts_for, local_day
from . import clock
from .unit import Photo

OTHER_DEMAND = "其他服务管理"
LONGEST = 2000


class UnableToReport(Unable):
    """The report lacks something, lies outside the actor's area, or its key was used before."""


class UnableToSelfHandle(UnableToReport):
    """Only a matter on the list can be recorded as settled on the spot."""


class UnlistedMatter(UnableToReport):
    """The matter is not on the list of the place on that day."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a person says. `key` is made when the form is opened: sent twice, it counts once.

    A place is a point, or a grid's code where there is no point. Without a matter it is 其他诉求.
    """

    key: UUID
    words: str
    lon: float | None = None
    lat: float | None = None
    grid: str = ""
    matter: str = ""
    urgency: str = ""
    channel: str = Channel.WORKER
    address: str = ""
    caller_name: str = ""
    caller_phone: str = ""
    kind: str = Kind.MATTER
    about: UUID | None = None
    proven: bool = True

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude; half a point is none."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)


@transaction.atomic
def report(said: Report, *, photos: Sequence[Photo] = (), by: Actor, now: datetime) -> Case:
    """A case is open at its grid: at the desk, to be accepted, or first with the grid's worker.

    A worker is sent to see whether a publicly reported matter exists; disputes, opinions and what a
    machine may have sent go to the desk at once. An opinion is open to its circle alone (Art. 5).
    """
    case = _drafted(said, by=by, may=May.REPORT, now=now)
    if known := _known(case):
        return known
    case.number = next_number(case.code, now)
    to_check = case.channel == Channel.PUBLIC and case.kind == Kind.MATTER and case.proven
    case.state, stage = (
        (State.TO_CONFIRM, Stage.CONFIRM) if to_check else (State.REPORTED, Stage.ACCEPT)
    )
    if case.kind == Kind.OPINION:
        case.circle = sorted(of_opinion(case, local_day(now)) | reporter_of(case, by))
    limit = clock.count(stage, amounts_for(case.urgency, local_day(now)), now=now)
    clock.show(case, limit)
    case.save(force_insert=True)
    clock.keep(case, stage, limit)
    shown = files.attach(case, photos, purpose=Purpose.REPORT, by=by, now=now)
    journal.record(
        "cases.reported", case, by=by, at=now, **_born(case),
        photos=[str(photo.id) for photo in shown], limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def self_handle(said: Report, *, photos: Sequence[Photo] = (), by: Actor, now: datetime) -> Case:
    """A matter of the list was settled by the grid worker on the spot and is closed in one step."""
    if not said.matter:
        raise UnableToSelfHandle(
            "自办须选择清单内的事项；清单之外的诉求请用“上报”。", field="matter"
        )
    case = _drafted(said, by=by, may=May.SELF_HANDLE, now=now)
    if known := _known(case):
        return known
    case.state, case.number, case.self_handled = State.CLOSED, next_number(case.code, now), True
    clock.stop(case, now=now)
    case.save(force_insert=True)
    shown = files.attach(case, photos, purpose=Purpose.AFTER, by=by, now=now)
    photos_told = [str(photo.id) for photo in shown]
    journal.record("cases.self_handled", case, by=by, at=now, **_born(case), photos=photos_told)
    return case


def _drafted(said: Report, *, by: Actor, may: May, now: datetime) -> Case:
    """The case as it would be: words checked, place resolved, matter looked up. Not saved."""
    words = plain_words(said.words)
    _check_about(said)
    code = grid_of(said.point, said.grid, by=by, may=may, now=now)
    matter = listed(said.matter, code, now) if said.matter else None
    urgency = said.urgency or (matter.urgency if matter else Urgency.NORMAL)
    return Case(
        id=said.key,
        code=code,
        born_code=code,
        line=matter.number if matter else "",
        category=matter.category.name if matter else OTHER_DEMAND,
        urgency=Urgency(urgency),
        channel=Channel(said.channel),
        words=words,
        address=said.address.strip(),
        lon=said.lon if said.point else None,
        lat=said.lat if said.point else None,
        caller_name=said.caller_name.strip(),
        caller_phone=said.caller_phone.strip(),
        kind=Kind(said.kind),
        about=said.about,
        proven=said.proven,
        desk=code.at(Level.TOWNSHIP),
        reported_by=by.id,
        reported_at=now,
    )


def plain_words(words: str) -> str:
    """What happened, in some words but not a novel."""
    words = words.strip()
    if not words:
        raise UnableToReport("请写几个字说明情况。", field="words")
    if len(words) > LONGEST:
        raise UnableToReport(f"说明最多 {LONGEST} 字，现在有 {len(words)} 字。", field="words")
    return words


def _check_about(said: Report) -> None:
    """Of a worker only an opinion speaks: else they would read it themselves (Art. 5)."""
    if said.about is None:
        return
    if said.kind != Kind.OPINION:
        raise UnableToReport("对网格员的意见请按“意见建议”上报。", field="kind")
    if not Worker.objects.filter(pk=said.about).exists():
        raise UnableToReport("没有找到这名网格员，请重新选择。", field="about")


def listed(number: str, place: Code, now: datetime) -> Matter:
    """The matter, which must be on the list of the place today."""
    found = matters.in_force(local_day(now), at=place).filter(number=number).first()
    if found is None:
        raise UnlistedMatter(
            "这一事项不在现行清单内，请另选；清单之外的诉求可不选事项直接上报。", field="matter"
        )
    return found


def grid_of(
    point: tuple[float, float] | None, grid: str, *, by: Actor, may: May, now: datetime
) -> Code:
    """The grid of a point, or the one chosen: it must be the actor's to speak of."""
    scope = by.scope(may)
    if not scope:
        raise PermissionDenied(may)
    on = local_day(now)
    if point:
        found = territory.grid_at(*point, on=on)
    elif grid:
        found = territory.get_grid(Code(grid), on)
    else:
        raise UnableToReport("请在地图上点选位置，或选择网格。", field="grid")
    if not scope.covers_place(found.code):
        raise UnableToReport(
            f"这个位置在「{found.name}」，不在您负责的范围内。请改选位置，或转告该网格的网格员。",
            field="grid",
        )
    return found.code


def _known(case: Case) -> Case | None:
    """The case that this very form made before, or a refusal when another one did."""
    with connection.cursor() as cursor:  # held to the end, so that two senders come one by one
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [case.pk.int >> 65])
    known = Case.objects.filter(pk=case.pk).first()
    if known is None:
        return None
    same = ("reported_by", "words", "code", "line")
    if any(getattr(known, name) != getattr(case, name) for name in same):
        raise UnableToReport("这张表单已经提交过，内容却不同。请重新打开“上报”填写。")
    return known


def _born(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "line": case.line,
        "category": case.category,
        "urgency": case.urgency,
        "channel": case.channel,
        "kind": case.kind,
        "proven": case.proven,
        "desk": case.desk,
        "circle": circle_told(case),
        "after": case.state,
    }
