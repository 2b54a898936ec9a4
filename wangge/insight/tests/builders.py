"""Cases as rows, in any state and light, and the browsers of those who count them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client

from democity.cast import GRID, URBAN, WATER, person
from wangge.cases.flow import OPEN, State
from wangge.cases.models import Case, Rating
from wangge.kernel.code import Code, Level
from wangge.staff.models import Account

NUMBERS: Iterator[int] = count(1)
DAY = timedelta(days=1)


def a_case(state: State, *, grid: Code = GRID, now: datetime, **more: Any) -> Case:
    """A case reported today in a grid; open ones have a green light, closed ones ended today."""
    is_open = state in OPEN
    told = {
        "number": f"431103260610{next(NUMBERS):06}",
        "code": grid,
        "born_code": grid,
        "desk": grid.at(Level.TOWNSHIP),
        "category": "公共安全",
        "channel": "worker",
        "state": state,
        "words": "路灯不亮",
        "units": [URBAN.id],
        "round": 1,
        "reported_by": person("zhou").id,
        "reported_at": now,
        "due_at": now + 5 * DAY if is_open else None,
        "warn_at": now + 4 * DAY if is_open else None,
        "closed_at": None if is_open else now,
        "merged_into": Case.objects.first() if state == State.MERGED else None,
    }
    return Case.objects.create(**told | more)


def a_rating(score: str, state: str = "given", *, now: datetime, **more: Any) -> Rating:
    """What a reporter said of a case that was closed today."""
    case = a_case(State.CLOSED, now=now, **more)
    return Rating.objects.create(
        case=case, code=case.code, unit=URBAN.id, rework=0, score=score, state=state,
        by=case.pk, at=now,
    )  # fmt: skip


def a_busy_town(now: datetime) -> None:
    """Cases of every kind, unevenly spread over the town."""
    for times, state in enumerate(State, 1):
        for _ in range(times):
            a_case(state, now=now)
    a_case(State.ACCEPTED, grid=SECOND_PLACE, now=now, due_at=now + DAY, warn_at=now - DAY)
    a_case(State.REPORTED, grid=SECOND_PLACE, now=now, due_at=now - DAY, warn_at=now - 2 * DAY)
    a_case(State.HANDLING, grid=NEXT_PLACE, now=now, reported_at=now - 40 * DAY, units=[WATER.id])
    a_case(State.CLOSED, grid=NEXT_PLACE, now=now, reported_at=now - 40 * DAY)
    a_case(State.CLOSED, grid=NEXT_PLACE, now=now, reported_at=now - DAY, self_handled=True)
    a_case(State.CLOSED, now=now, reported_at=now - 50 * DAY, closed_at=now - 45 * DAY)
    a_case(State.CLOSED, now=now, self_handled=True)
    a_case(State.ARCHIVED, now=now, reported_at=now - 50 * DAY, outcome="satisfied")
    a_rating("satisfied", now=now, reworks=1)
    a_rating("unsatisfied", now=now, grid=NEXT_PLACE)
    a_rating("unsatisfied", "set_aside", now=now)
    a_rating("satisfied", now=now, circle=[person("xie").id])
    a_case(State.REPORTED, now=now, circle=[person("xie").id])


SECOND_PLACE, NEXT_PLACE = Code("431103001002001"), Code("431103002005001")


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(
        Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return browser
