"""One invented case from report to its end, as rows: the same that the verbs would write."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from psycopg.types.json import Jsonb

from democity.cast import INVENTED
from democity.road import WORDS
from wangge.cases.actions import clock
from wangge.cases.actions.limits import assumed
from wangge.cases.models import Channel, Outcome, Stage, Urgency
from wangge.kernel.code import Code, Level
from wangge.kernel.ids import new_id
from wangge.matters.models import Matter
from wangge.staff.models import Organisation
from wangge.worktime.amounts import Amount
from wangge.worktime.calendar import WorkCalendar
from wangge.worktime.limits import Limit, end_of

SELF_HANDLED, DECLINED = 0.8, 0.82


@dataclass(frozen=True, slots=True)
class Ground:
    """A grid, a point in it, and the worker who reports there."""

    code: Code
    lon: float
    lat: float
    worker: UUID
    name: str


@dataclass(slots=True)
class Story:
    """The rows of one case."""

    case: dict[str, Any]
    parts: list[dict[str, Any]] = field(default_factory=list)
    limits: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)

    def number(self, number: str) -> None:
        self.case["number"] = number
        self.entries[0]["detail"].obj["number"] = number


@dataclass
class Teller:
    """Tells stories on the ground of a city, each from its moment on."""

    grounds: Sequence[Ground]
    units: Mapping[str, Sequence[Organisation]]
    matters: Sequence[Matter]
    calendar: WorkCalendar
    now: datetime
    dice: random.Random

    def __post_init__(self) -> None:
        self.assumed = assumed()

    def tell(self, at: datetime) -> Story:
        ground, matter = self.dice.choice(self.grounds), self.dice.choice(self.matters)
        story = Story(self._case(ground, matter, at))
        draw = self.dice.random()
        if draw < SELF_HANDLED:
            self._end(
                story,
                "cases.self_handled",
                "closed",
                at,
                _actor(ground.worker, ground.name, "grid_worker"),
                _born(story.case),
            )
            story.case["self_handled"] = True
            return story
        self._walk(story, ground, matter, at, declined=draw < DECLINED)
        return story

    def _case(self, ground: Ground, matter: Matter, at: datetime) -> dict[str, Any]:
        return {
            "id": new_id(), "number": "", "code": ground.code, "born_code": ground.code,
            "line": matter.number, "units": [], "circle": None, "category": matter.category.name,
            "urgency": matter.urgency, "channel": Channel.WORKER.value, "state": "",
            "self_handled": False, "words": self.dice.choice(WORDS)[0], "address": "",
            "lon": ground.lon, "lat": ground.lat, "caller_name": "", "caller_phone": "",
            "reported_by": ground.worker, "concluded_by": None, "check_refused_by": [],
            "reworks": 0, "round": 0, "outcome": "", "reported_at": at, "due_at": None,
            "warn_at": None, "provisional": False, "closed_at": None,
        }  # fmt: skip

    def _walk(
        self, story: Story, ground: Ground, matter: Matter, at: datetime, *, declined: bool
    ) -> None:
        """Along the road until it is closed, or as far as it came by now."""
        case, desk = story.case, _desk(ground.code)
        limit = self._limit(story, Stage.ACCEPT, at)
        self._move(
            story,
            "cases.reported",
            "reported",
            at,
            _actor(ground.worker, ground.name, "grid_worker"),
            _born(case),
            limit,
        )
        at = self._later(at, 10, 90)
        if at > self.now:
            return
        if declined:
            told = {"before": "reported", "reason": "与已受理的事件重复（演示）"}
            self._end(story, "cases.declined", "declined", at, desk, told)
            return
        filed = {name: case[name] for name in ("line", "category", "urgency")}
        limit = self._limit(story, Stage.DISPATCH, at)
        self._move(
            story, "cases.accepted", "accepted", at, desk, {"before": "reported", **filed}, limit
        )
        at = self._later(at, 10, 180)
        if at > self.now:
            return
        self._dispatch(story, matter, at)
        self._handle(story, ground, at)

    def _dispatch(self, story: Story, matter: Matter, at: datetime) -> None:
        case, desk = story.case, _desk(story.case["code"])
        unit = self.dice.choice(self.units[case["code"].at(Level.COUNTY)])
        handle = self._limit(story, Stage.HANDLE, at, amount=matter.limit, unit=unit.id)
        sign = self._limit(story, Stage.SIGN, at, unit=unit.id)
        case["units"], case["round"] = [unit.id], 1
        story.parts.append(
            {
                "id": new_id(), "case": case["id"], "code": case["code"], "unit": unit.id,
                "is_lead": True, "round": 1, "state": "to_sign", "dispatched_at": at,
                "due_at": sign.due_at, "warn_at": sign.warn_at, "handle_due_at": handle.due_at,
                "handle_warn_at": handle.warn_at, "note": "", "result": "",
            }
        )  # fmt: skip
        told = {
            "before": "accepted", "lead": str(unit.id), "participants": [], "released": [],
            "note": "", "limits": {"handle": clock.told(handle), "sign": clock.told(sign)},
        }  # fmt: skip
        self._move(story, "cases.dispatched", "dispatched", at, desk, told, handle, keep=False)

    def _handle(self, story: Story, ground: Ground, at: datetime) -> None:
        case, part = story.case, story.parts[0]
        unit = _unit(part["unit"])
        for event, after, part_state, minutes in (
            ("cases.signed", "handling", "handling", (20, 400)),
            ("cases.concluded", "verifying", "concluded", (600, 7_000)),
        ):
            at = self._later(at, *minutes)
            if at > self.now:
                return
            told = {
                "before": case["state"], "unit": str(part["unit"]), "lead": True,
                "part": part_state, "round": 1,
            }  # fmt: skip
            part["state"], limit = part_state, None
            if after == "handling":
                part |= {"due_at": part["handle_due_at"], "warn_at": part["handle_warn_at"]}
            else:
                case["concluded_by"], part["result"] = unit["actor"], "已办理（演示）"
                told |= {"released": [], "reason": ""}
                limit = self._limit(story, Stage.VERIFY, at)
            self._move(story, event, after, at, unit, told, limit)
        self._finish(story, ground, at)

    def _finish(self, story: Story, ground: Ground, at: datetime) -> None:
        at = self._later(at, 60, 1_500)
        if at > self.now:
            return
        limit = self._limit(story, Stage.FOLLOW_UP, at)
        told = {"before": "verifying", "words": ""}
        self._move(
            story,
            "cases.confirmed_done",
            "follow_up",
            at,
            _actor(ground.worker, ground.name, "grid_worker"),
            told,
            limit,
        )
        at = self._later(at, 60, 2_000)
        if at > self.now:
            return
        story.case["outcome"] = Outcome.NOBODY.value
        told = {"before": "follow_up", "outcome": Outcome.NOBODY.value, "words": ""}
        self._end(story, "cases.closed", "closed", at, _desk(story.case["code"]), told)

    def _later(self, at: datetime, least: int, most: int) -> datetime:
        return at + timedelta(minutes=self.dice.randrange(least, most))

    def _limit(
        self,
        story: Story,
        stage: Stage,
        at: datetime,
        *,
        amount: Amount | None = None,
        unit: UUID | None = None,
    ) -> Limit:
        amount = amount or self.assumed[stage, Urgency(story.case["urgency"])]
        limit = end_of(at, amount, self.calendar)
        story.limits.append(
            {
                "id": new_id(), "case": story.case["id"], "code": story.case["code"],
                "stage": stage.value, "unit": unit, "starts_at": at, "amount": amount.words,
                "due_at": limit.due_at, "warn_at": limit.warn_at,
                "provisional": limit.provisional,
                "trace": Jsonb([step.as_json() for step in limit.trace]),
            }
        )  # fmt: skip
        return limit

    def _move(
        self,
        story: Story,
        event: str,
        after: str,
        at: datetime,
        by: Mapping[str, Any],
        told: Mapping[str, Any],
        limit: Limit | None = None,
        *,
        keep: bool = True,
    ) -> None:
        detail = {**told, "after": after}
        story.case["state"] = after
        if limit is not None:
            story.case |= {
                "due_at": limit.due_at, "warn_at": limit.warn_at, "provisional": limit.provisional,
            }  # fmt: skip
            detail |= {"limit": clock.told(limit)} if keep else {}
        story.entries.append(
            {
                "event": event, "code": story.case["code"], "subject": f"case:{story.case['id']}",
                **by, "at": at, "detail": Jsonb(detail),
            }
        )  # fmt: skip

    def _end(
        self,
        story: Story,
        event: str,
        after: str,
        at: datetime,
        by: Mapping[str, Any],
        told: Mapping[str, Any],
    ) -> None:
        self._move(story, event, after, at, by, told)
        story.case |= {"due_at": None, "warn_at": None, "provisional": False, "closed_at": at}


def _born(case: Mapping[str, Any]) -> dict[str, Any]:
    return {name: case[name] for name in ("number", "line", "category", "urgency", "channel")}


def _desk(code: Code) -> dict[str, Any]:
    township = code.at(Level.TOWNSHIP)
    return _actor(uuid5(INVENTED, f"desk {township}"), "示例操作员", "operator")


def _unit(unit: UUID) -> dict[str, Any]:
    return _actor(uuid5(INVENTED, f"handler {unit}"), "示例承办人", "handler", unit)


def _actor(id: UUID, label: str, role: str, unit: UUID | None = None) -> dict[str, Any]:
    return {"actor": id, "actor_label": label, "actor_role": role, "actor_unit": unit}
