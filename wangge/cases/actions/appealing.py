"""A rating that a unit holds to be unreasonable, and the agency's ruling on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from .. import ratings
from ..flow import RATING_FLOW
from ..models import Case, Rating
from ..policies import May
from ..queries import get_case


class UnableToAppeal(Unable):
    """The lead appeals, against an unsatisfied rating of its own work, within three days."""


class UnableToRule(Unable):
    """There is an appeal to decide, it is another's, and the ruling says why."""


@transaction.atomic
def appeal(number: str, *, words: str, by: Actor, now: datetime) -> Rating:
    """The lead says why a rating is unreasonable; the county agency decides."""
    case = get_case(number, by=by, may=May.APPEAL, lock=True)
    rating = ratings.to_appeal(case, by.unit)
    if rating is None:
        raise UnableToAppeal("本件没有贵单位可以申诉的评价；只有“不满意”的评价可以申诉一次。")
    before, rating.state = rating.state, RATING_FLOW.after("appeal", rating.state)
    if not words.strip():
        raise UnableToAppeal("请写明为什么评价不合理。", field="words")
    until = ratings.appeal_until(rating)
    if now > until:
        raise UnableToAppeal(
            f"申诉须在评价后 3 个工作日内提出，已于 {until.astimezone():%m月%d日 %H:%M} 截止。"
        )
    rating.appeal, rating.appealed_at = words.strip(), now
    rating.save(update_fields=["state", "appeal", "appealed_at"])
    journal.record("cases.appealed", case, by=by, at=now, **_of(case, rating, before))
    return rating


@transaction.atomic
def uphold(number: str, *, words: str, by: Actor, now: datetime) -> Rating:
    """The rating stands and counts."""
    case, rating, before = _ruled("uphold", May.UPHOLD, number, words=words, by=by, now=now)
    journal.record("cases.upheld", case, by=by, at=now, **_of(case, rating, before))
    return rating


@transaction.atomic
def set_aside(number: str, *, words: str, by: Actor, now: datetime) -> Rating:
    """The rating stays to be read, and counts in no figure."""
    case, rating, before = _ruled("set_aside", May.SET_ASIDE, number, words=words, by=by, now=now)
    journal.record("cases.set_aside", case, by=by, at=now, **_of(case, rating, before))
    return rating


def _ruled(
    verb: str, may: May, number: str, *, words: str, by: Actor, now: datetime
) -> tuple[Case, Rating, str]:
    case = get_case(number, by=by, may=may, lock=True)
    rating = ratings.appealed(case)
    if rating is None:
        raise UnableToRule("本件没有等待裁定的评价申诉。可能有人刚刚办理过，请刷新后再看。")
    if rating.unit == by.unit:
        raise UnableToRule("这是贵单位自己的申诉，应由其他机构裁定。")
    before, rating.state = rating.state, RATING_FLOW.after(verb, rating.state)
    if not words.strip():
        raise UnableToRule("请写明裁定的理由。", field="words")
    rating.ruling, rating.ruled_at = words.strip(), now
    rating.save(update_fields=["state", "ruling", "ruled_at"])
    return case, rating, before


def _of(case: Case, rating: Rating, before: str) -> dict[str, Any]:
    """A ruling moves the rating; the case stays where it is."""
    return {
        "before": case.state,
        "after": case.state,
        "rating": str(rating.pk),
        "rating_before": before,
        "rating_after": rating.state,
        "unit": str(rating.unit),
    }
