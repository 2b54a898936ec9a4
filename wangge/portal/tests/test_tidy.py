from __future__ import annotations

from datetime import timedelta

import pytest

from tests.town import NOW
from wangge.kernel.actor import machine
from wangge.kernel.ids import new_id
from wangge.portal import jobs
from wangge.portal.actions import ask, tidy
from wangge.portal.actions.counting import count
from wangge.portal.models import Question, Spent, Tally

pytestmark = pytest.mark.django_db
BY = machine("公众端")


def test_what_decides_nothing_any_more_goes_and_the_rest_stays() -> None:
    for age in (timedelta(days=3), timedelta(hours=20)):
        ask(new_id(), by=BY, now=NOW - age)
        Spent.objects.create(digest=str(age), spent_at=NOW - age)
        count("send-phone", "13900000000", now=NOW - age)
    assert tidy(by=BY, now=NOW) == 3
    assert [it.objects.count() for it in (Question, Spent, Tally)] == [1, 1, 1]
    assert tidy(by=BY, now=NOW) == 0


def test_the_job_may_run_twice() -> None:
    jobs.tidy(0)
    jobs.tidy(0)
