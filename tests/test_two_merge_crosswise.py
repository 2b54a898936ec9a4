"""Two desks merge two cases into one another at once: real threads against PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, local
from typing import Any

import pytest
from django.db import OperationalError

from tests import town
from tests.test_two_at_once import SOON, at_once, refusals
from tests.town import DENG, WANG
from wangge.cases import actions
from wangge.cases.actions import merging
from wangge.cases.models import Case
from wangge.cases.queries import get_case
from wangge.cases.tests.builders import reported
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def committed_town(fresh_database: str) -> None:
    town.build()


def crosswise() -> list[Any]:
    one, other = reported("甲"), reported("乙")
    return at_once(merging_of(one, other, WANG), merging_of(other, one, DENG))


def merging_of(case: Case, main: Case, by: Actor) -> Callable[[], Any]:
    def merge() -> Any:
        try:
            return actions.merge(case.number, into=main.number, by=by, now=SOON)
        except OperationalError as deadlock:
            return deadlock

    return merge


def test_one_wins_and_the_other_reads_why() -> None:
    for _ in range(5):
        answers = crosswise()
        assert len(refusals(answers)) == 1, answers
        won = next(answer for answer in answers if isinstance(answer, Case))
        assert won.merged_into is not None
        assert won.merged_into.state == "reported"


def test_locked_in_any_order_both_would_wait_for_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control: without the order of numbers the database has to break a deadlock."""
    meeting, thread = Barrier(2, timeout=5), local()

    def met(number: str, *, by: Any, may: Any, lock: bool = False) -> Case:
        case = get_case(number, by=by, may=may, lock=lock)
        if lock and not getattr(thread, "met", False):
            thread.met = True
            meeting.wait()
        return case

    monkeypatch.setattr(merging, "sorted", list, raising=False)
    monkeypatch.setattr(merging, "get_case", met)
    assert any(isinstance(answer, OperationalError) for answer in crosswise())
