"""The figures of the overview: what each counts, and the filters of the list behind it.

A figure and its list must agree row by row; a test compares them through the list's own page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from wangge.cases.flow import OPEN, RatingState, State
from wangge.cases.lights import Light, shining
from wangge.cases.models import Score, was_closed

DAYS = 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: its heading, its condition on rows, and the same as a query of their list."""

    key: str
    label: str
    condition: Callable[[datetime], Q]
    query: Callable[[datetime], Mapping[str, str]]
    recent: bool = False
    listed: str = "cases:list"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share: so many of so many, each with its list."""

    label: str
    of: Figure
    among: Figure


def today(now: datetime) -> date:
    return timezone.localdate(now)


def first_day(now: datetime) -> date:
    """The first of the last thirty days, today being the last."""
    return today(now) - timedelta(days=DAYS - 1)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _in(tab: str, label: str, *states: State) -> Figure:
    names = [state.value for state in states]
    return Figure(tab, label, lambda now: Q(state__in=names), lambda now: {"tab": tab})


def _lit(key: str, label: str, light: Light) -> Figure:
    return Figure(
        key,
        label,
        lambda now: shining(light, now=now),
        lambda now: {"tab": "open", "light": light.value},
    )


OPEN_FIGURES = (
    _in("to_accept", "待受理", State.REPORTED),
    _in("to_dispatch", "待分派", State.ACCEPTED, State.HANDED_BACK),
    _in("in_hand", "在办", State.DISPATCHED, State.HANDLING),
    _in("verifying", "待核查", State.VERIFYING),
    _in("follow_up", "待回访", State.FOLLOW_UP),
    _lit("yellow", "将到期", Light.YELLOW),
    _lit("red", "已超期", Light.RED),
)

RECENT_FIGURES = (
    Figure(
        "reported_today",
        "今日上报",
        lambda now: Q(reported_at__gte=midnight(today(now))),
        lambda now: {"tab": "all", "reported_from": today(now).isoformat()},
        recent=True,
    ),
    Figure(
        "closed",
        f"近 {DAYS} 日结案",
        lambda now: was_closed() & Q(closed_at__gte=midnight(first_day(now))),
        lambda now: {"tab": "closed", "closed_from": first_day(now).isoformat()},
        recent=True,
    ),
)

SELF_HANDLED = Figure(
    "self_handled",
    "自办",
    lambda now: Q(self_handled=True, reported_at__gte=midnight(first_day(now))),
    lambda now: {
        "tab": "all",
        "self_handled": "1",
        "reported_from": first_day(now).isoformat(),
    },
    recent=True,
)
REPORTED = Figure(
    "reported_recently",
    "上报",
    lambda now: Q(reported_at__gte=midnight(first_day(now))),
    lambda now: {"tab": "all", "reported_from": first_day(now).isoformat()},
    recent=True,
)

REWORKED = Figure(
    "reworked",
    "返工过的",
    lambda now: _handled(now) & Q(reworks__gt=0),
    lambda now: _handled_query(now) | {"reworked": "1"},
    recent=True,
)
HANDLED = Figure(
    "handled", "分派办结", lambda now: _handled(now), lambda now: _handled_query(now), recent=True
)

# What the reporters said, of ratings; those that were set aside are left out (`share_of`).
SATISFIED = Figure(
    "satisfied",
    "满意和基本满意",
    lambda now: _rated(now) & Q(score__in=[Score.SATISFIED, Score.BASICALLY]),
    lambda now: {"tab": "satisfied", "rated_from": first_day(now).isoformat()},
    listed="cases:ratings",
)
COUNTED = Figure(
    "counted",
    "有效评价",
    lambda now: _rated(now),
    lambda now: {"tab": "counted", "rated_from": first_day(now).isoformat()},
    listed="cases:ratings",
)

COLUMNS = (*OPEN_FIGURES, *RECENT_FIGURES)
RATES = (
    Rate("自办率", SELF_HANDLED, REPORTED),
    Rate("满意率", SATISFIED, COUNTED),
    Rate("返工率", REWORKED, HANDLED),
)
RATED = (SATISFIED, COUNTED)
FIGURES = (*COLUMNS, SELF_HANDLED, REPORTED, REWORKED, HANDLED)


def _handled(now: datetime) -> Q:
    return was_closed() & Q(self_handled=False, closed_at__gte=midnight(first_day(now)))


def _handled_query(now: datetime) -> dict[str, str]:
    return {"tab": "closed", "closed_from": first_day(now).isoformat(), "self_handled": "0"}


def _rated(now: datetime) -> Q:
    return ~Q(state=RatingState.SET_ASIDE) & Q(at__gte=midnight(first_day(now)))


def still_open() -> Q:
    """Written as the partial index is, so that it can be used."""
    return Q(state__in=sorted(OPEN))


def recently(now: datetime) -> Q:
    since = midnight(first_day(now))
    return Q(reported_at__gte=since) | Q(closed_at__gte=since)
