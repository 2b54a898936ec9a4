"""One invented case from report to its end, as rows: the same that the verbs would write."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from democity.road import WORDS
from democity.story_rows import (
    Ground,
    Story,
    actor,
    born,
    case_row,
    desk_of,
    entry_row,
    handler_of,
    limit_row,
    part_row,
)
from wangge.cases.actions import clock
from wangge.cases.actions.limits import assumed
from wangge.cases.flow import Stage
from wangge.cases.models import Outcome
from wangge.kernel.code import Level
from wangge.matters.models import Matter, Urgency
from wangge.staff.models import Organisation
from wangge.worktime.amounts import Amount
from wangge.worktime.calendar import WorkCalendar
from wangge.worktime.limits import Limit, end_of

SELF_HANDLED, DECLINED = 0.8, 0.82


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
        story = Story(case_row(ground, matter, self.dice.choice(WORDS)[0], at))
        draw = self.dice.random()
        if draw < SELF_HANDLED:
            self._end(
                story,
                "cases.self_handled",
                "closed",
                at,
                actor(ground.worker, ground.name, "grid_worker"),
                born(story.case),
            )
            story.case["self_handled"] = True
            return story
        self._walk(story, ground, matter, at, declined=draw < DECLINED)
        return story

    def _walk(
        self, story: Story, ground: Ground, matter: Matter, at: datetime, *, declined: bool
    ) -> None:
        """Along the road until it is closed, or as far as it came by now."""
        case, desk = story.case, desk_of(ground.code)
        limit = self._limit(story, Stage.ACCEPT, at)
        self._move(
            story,
            "cases.reported",
            "reported",
            at,
            actor(ground.worker, ground.name, "grid_worker"),
            born(case),
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
        case, desk = story.case, desk_of(story.case["code"])
        unit = self.dice.choice(self.units[case["code"].at(Level.COUNTY)])
        handle = self._limit(story, Stage.HANDLE, at, amount=matter.limit, unit=unit.id)
        sign = self._limit(story, Stage.SIGN, at, unit=unit.id)
        case["units"], case["round"] = [unit.id], 1
        story.parts.append(part_row(case, unit.id, sign, handle, at))
        told = {
            "before": "accepted", "lead": str(unit.id), "participants": [], "released": [],
            "note": "", "limits": {"handle": clock.told(handle), "sign": clock.told(sign)},
        }  # fmt: skip
        self._move(story, "cases.dispatched", "dispatched", at, desk, told, handle, keep=False)

    def _handle(self, story: Story, ground: Ground, at: datetime) -> None:
        case, part = story.case, story.parts[0]
        unit = handler_of(part["unit"])
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
            actor(ground.worker, ground.name, "grid_worker"),
            told,
            limit,
        )
        at = self._later(at, 60, 2_000)
        if at > self.now:
            return
        story.case["outcome"] = Outcome.NOBODY.value
        told = {"before": "follow_up", "outcome": Outcome.NOBODY.value, "words": ""}
        self._end(story, "cases.closed", "closed", at, desk_of(story.case["code"]), told)

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
        story.limits.append(limit_row(story.case, stage, limit, unit))
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
        story.entries.append(entry_row(story.case, event, by, at, detail))

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
