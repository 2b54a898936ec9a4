from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE, TODAY
from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.places.tests.builders import COUNTY, SECOND_GRID, TOWNSHIP, VILLAGE, holder
from wangge.workers.actions import Standing, take_over
from wangge.workers.policies import May
from wangge.workers.queries import on_duty
from wangge.workers.tests.builders import AGENCY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

NOWHERE = Code("431103001001999")
ROW = Standing(
    VILLAGE,
    "孙示例",
    "13900000001",
    "full_time",
    "volunteer",
    [(SECOND_GRID, "worker"), (NOWHERE, "worker")],
)


def test_a_roster_is_taken_over_in_bulk() -> None:
    done = take_over(COUNTY, [ROW], since=SINCE, by=AGENCY, now=NOW)

    assert (done.workers, done.assignments) == (1, 1)
    assert [row.worker.name for row in on_duty(SECOND_GRID, TODAY)] == ["孙示例"]
    entry = Entry.objects.get(event="workers.roster_taken_over")
    assert (entry.code, entry.detail) == (COUNTY, {"workers": 1, "assignments": 1})


def test_people_already_there_are_left_out() -> None:
    take_over(COUNTY, [ROW], since=SINCE, by=AGENCY, now=NOW)

    assert take_over(COUNTY, [ROW], since=SINCE, by=AGENCY, now=NOW).workers == 0


def test_it_needs_the_whole_place() -> None:
    with pytest.raises(PermissionDenied):
        take_over(COUNTY, [ROW], since=SINCE, by=holder(May, TOWNSHIP), now=NOW)
