"""What the reporter was asked and said, as the pages show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from wangge.ui.shell import Tone

from .. import ratings
from ..flow import RatingState
from ..models import Call, Case, Outcome, Rating, Score
from ..tables import Reading, badge_of

Pairs = list[tuple[str, str]]

WHAT: Mapping[str, tuple[str, Tone]] = {
    "cases.call_logged": ("回访联系", "info"),
    "cases.rated": ("反映人评价", "good"),
    "cases.rejected": ("反映人不满意，重办", "bad"),
    "cases.appealed": ("申诉评价", "warn"),
    "cases.upheld": ("评价申诉：维持", "info"),
    "cases.set_aside": ("评价申诉：不计入", "info"),
    "cases.problem_raised": ("多次返工，提级督办", "warn"),
    "cases.handed_to": ("交给承办人", "info"),
}


@dataclass(frozen=True, slots=True)
class SeenRating:
    """A rating with the unit it is about, and until when that unit may appeal."""

    rating: Rating
    unit: str
    state: str
    until: datetime | None


@dataclass
class Asked:
    """The calls and ratings of a case; what is not asked for is not read."""

    case: Case
    read: Callable[[], Reading]

    @cached_property
    def calls(self) -> Sequence[Call]:
        return list(ratings.calls_of(self.case))

    @cached_property
    def tries_left(self) -> int:
        return ratings.tries_left(self.case)

    @cached_property
    def rows(self) -> Sequence[SeenRating]:
        return [self._row(rating) for rating in ratings.ratings_of(self.case)]

    def _row(self, rating: Rating) -> SeenRating:
        appealable = rating.state == RatingState.GIVEN and rating.score == Score.UNSATISFIED
        return SeenRating(
            rating,
            self.read().unit(rating.unit),
            badge_of(rating.state, rating.get_state_display()),
            ratings.appeal_until(rating) if appealable else None,
        )


def _called(told: Mapping[str, Any]) -> Pairs:
    return [("结果", "联系上了" if told.get("reached") else "没有联系上")]


def _rated(told: Mapping[str, Any]) -> Pairs:
    outcome = told.get("outcome")
    return [("评价", str(Outcome(outcome).label) if outcome in Outcome.values else "")]


def _rejected(told: Mapping[str, Any]) -> Pairs:
    times = told.get("reworks")
    return [("不满意之处", told.get("reason", "")), ("返工", f"第 {times} 次" if times else "")]


def _handed_to(told: Mapping[str, Any]) -> Pairs:
    return [("承办人", told.get("handler_label", "")), ("说明", told.get("reason", ""))]


TELL: Mapping[str, Callable[[Mapping[str, Any]], Pairs]] = {
    "cases.call_logged": _called,
    "cases.rated": _rated,
    "cases.rejected": _rejected,
    "cases.handed_to": _handed_to,
}
