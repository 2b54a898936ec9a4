"""One invented case from report to its end, as rows: the same that the verbs would write."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from democity.road import WORDS
from democity.story_rows import (
    Ground,
    Story,
    born,
    case_row,
    clerk,
    desk_of,
    handler_of,
    limit_row,
    part_row,
    rating_row,
    resident_of,
    worker_of,
)
from wangge.cases.actions import clock
from wangge.cases.actions.limits import assumed
from wangge.cases.flow import Stage
from wangge.cases.models import Channel, Finding, Outcome, Score
from wangge.kernel.code import Level
from wangge.matters.models import Matter, Urgency
from wangge.staff.models import Organisation
from wangge.worktime.amounts import Amount
from wangge.worktime.calendar import WorkCalendar
from wangge.worktime.limits import Limit, end_of

PUBLIC, SELF_HANDLED, DECLINED = 0.02, 0.8, 0.82
REJECTED, BASICALLY = 0.12, 0.25  # of what the public reported
Step = tuple[str, int, int]
ROAD: tuple[Step, ...] = (("accept", 10, 90), ("dispatch", 10, 180), ("sign", 20, 400))
DONE: tuple[Step, ...] = (("conclude", 600, 7_000), ("confirm_done", 60, 1_500))


@dataclass
class Teller:
    """Tells stories on the ground of a city, each from its moment on."""

    grounds: Sequence[Ground]
    units: Mapping[str, Sequence[Organisation]]
    matters: Sequence[Matter]
    calendar: WorkCalendar
    now: datetime
    archive_after: timedelta
    dice: random.Random

    def __post_init__(self) -> None:
        self.assumed = assumed()

    def tell(self, at: datetime) -> Story:
        """From its report to its end, or as far as it came by now."""
        ground, matter = self.dice.choice(self.grounds), self.dice.choice(self.matters)
        story = Story(case_row(ground, matter, self.dice.choice(WORDS)[0], at), ground, matter)
        draw = self.dice.random()
        if PUBLIC <= draw < SELF_HANDLED:
            self._self_handle(story, at)
        else:
            self._walk(story, self._road(story, draw), at)
        self._archive(story)
        return story

    def _road(self, story: Story, draw: float) -> Iterator[Step]:
        """The steps of a case, each with how many minutes it takes at least and at most."""
        if draw < PUBLIC:
            resident = resident_of(story.case)
            story.case |= {"channel": Channel.PUBLIC.value, "reported_by": resident["actor"]}
        yield "report", 0, 1
        if draw < PUBLIC:
            yield "affirm", 30, 600
        elif draw < DECLINED:
            yield "decline", 10, 90
            return
        yield from (*ROAD, *DONE)
        if draw >= PUBLIC:
            yield "close", 60, 2_000
            return
        if self.dice.random() < REJECTED:
            yield from (("reject", 60, 2_000), *DONE)
        yield "rate", 60, 2_000

    def _walk(self, story: Story, road: Iterator[Step], at: datetime) -> None:
        for verb, least, most in road:
            at += timedelta(minutes=self.dice.randrange(least, most))
            if at > self.now:
                return
            getattr(self, f"_{verb}")(story, at)

    def _self_handle(self, story: Story, at: datetime) -> None:
        worker = worker_of(story.ground)
        self._end(story, "cases.self_handled", "closed", at, worker, born(story.case))
        story.case["self_handled"] = True

    def _report(self, story: Story, at: datetime) -> None:
        case, public = story.case, story.case["channel"] == Channel.PUBLIC
        by = resident_of(case) if public else worker_of(story.ground)
        after, stage = ("to_confirm", Stage.CONFIRM) if public else ("reported", Stage.ACCEPT)
        limit = self._limit(story, stage, at)
        story.moved("cases.reported", after, at, by, {**born(case), "photos": []}, limit)

    def _affirm(self, story: Story, at: datetime) -> None:
        story.case["finding"] = Finding.AFFIRMED.value
        told = {
            "finding": Finding.AFFIRMED.value,
            "words": "已到现场看过，属实（演示）",
            "photos": [],
        }
        limit = self._limit(story, Stage.ACCEPT, at)
        story.moved("cases.affirmed", "reported", at, worker_of(story.ground), told, limit)

    def _decline(self, story: Story, at: datetime) -> None:
        told = {"reason": "与已受理的事件重复（演示）"}
        self._end(story, "cases.declined", "declined", at, desk_of(story.case["code"]), told)

    def _accept(self, story: Story, at: datetime) -> None:
        told = {name: story.case[name] for name in ("line", "category", "urgency")}
        limit = self._limit(story, Stage.DISPATCH, at)
        story.moved("cases.accepted", "accepted", at, desk_of(story.case["code"]), told, limit)

    def _dispatch(self, story: Story, at: datetime) -> None:
        case = story.case
        unit = self.dice.choice(self.units[case["code"].at(Level.COUNTY)])
        handle = self._limit(story, Stage.HANDLE, at, amount=story.matter.limit, unit=unit.id)
        sign = self._limit(story, Stage.SIGN, at, unit=unit.id)
        case["units"], case["round"] = [unit.id], 1
        story.parts.append(part_row(case, unit.id, sign, handle, at))
        told = {
            "lead": str(unit.id), "participants": [], "released": [], "note": "",
            "limits": {"handle": clock.told(handle), "sign": clock.told(sign)},
        }  # fmt: skip
        story.moved("cases.dispatched", "dispatched", at, desk_of(case["code"]), told)
        story.shows(handle)

    def _sign(self, story: Story, at: datetime) -> None:
        part = story.parts[0]
        part |= {"due_at": part["handle_due_at"], "warn_at": part["handle_warn_at"]}
        part["state"] = "handling"
        unit = handler_of(part["unit"])
        story.moved("cases.signed", "handling", at, unit, story.part_told())

    def _conclude(self, story: Story, at: datetime) -> None:
        part, unit = story.parts[0], handler_of(story.parts[0]["unit"])
        part |= {"state": "concluded", "result": "已办理（演示）"}
        story.case["concluded_by"] = unit["actor"]
        told = {**story.part_told(), "released": [], "reason": "", "photos": []}
        limit = self._limit(story, Stage.VERIFY, at)
        story.moved("cases.concluded", "verifying", at, unit, told, limit)

    def _confirm_done(self, story: Story, at: datetime) -> None:
        limit, worker = self._limit(story, Stage.FOLLOW_UP, at), worker_of(story.ground)
        told = {"words": "", "photos": []}
        story.moved("cases.confirmed_done", "follow_up", at, worker, told, limit)

    def _reject(self, story: Story, at: datetime) -> None:
        case, part, reason = story.case, story.parts[0], "没有完全修好（演示）"
        self._rate_with(story, Score.UNSATISFIED, at, reason)
        case["reworks"] += 1
        limit = self._limit(story, Stage.HANDLE, at, unit=part["unit"])
        part |= {"state": "handling", "due_at": limit.due_at, "warn_at": limit.warn_at}
        part |= {"handle_due_at": limit.due_at, "handle_warn_at": limit.warn_at}
        told = {"reason": reason, "reworks": case["reworks"]}
        story.moved("cases.rejected", "handling", at, resident_of(case), told, limit)

    def _rate(self, story: Story, at: datetime) -> None:
        basically = self.dice.random() < BASICALLY
        score = Score.BASICALLY if basically else Score.SATISFIED
        self._rate_with(story, score, at)
        story.case["outcome"] = Outcome(score.value).value
        told = {"outcome": story.case["outcome"]}
        self._end(story, "cases.rated", "closed", at, resident_of(story.case), told)

    def _rate_with(self, story: Story, score: Score, at: datetime, reason: str = "") -> None:
        story.ratings.append(rating_row(story.case, score, at, reason))

    def _close(self, story: Story, at: datetime) -> None:
        story.case["outcome"] = Outcome.NOBODY.value
        told = {"outcome": Outcome.NOBODY.value, "words": ""}
        self._end(story, "cases.closed", "closed", at, desk_of(story.case["code"]), told)

    def _archive(self, story: Story) -> None:
        """What ended long enough ago was put away in the night after."""
        ended = story.case["closed_at"]
        if ended is not None and ended + self.archive_after < self.now:
            at = min(ended + self.archive_after + timedelta(hours=12), self.now)
            story.moved("cases.archived", "archived", at, clerk(), {})

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

    def _end(
        self,
        story: Story,
        event: str,
        after: str,
        at: datetime,
        by: Mapping[str, object],
        told: Mapping[str, object],
    ) -> None:
        story.moved(event, after, at, by, told)
        story.case |= {"due_at": None, "warn_at": None, "provisional": False, "closed_at": at}
