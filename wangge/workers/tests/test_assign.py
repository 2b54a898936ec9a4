from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from tests.town import NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.places.tests.builders import (
    COUNTY,
    ELSEWHERE,
    GRID,
    GRID_NEXT_DOOR,
    SECOND_GRID,
    THIRD_GRID,
    TOWNSHIP,
    VILLAGE,
    browser,
    holder,
)
from wangge.staff.models import Post
from wangge.workers.actions import UnableToAssign, assign
from wangge.workers.models import Assignment
from wangge.workers.policies import May
from wangge.workers.queries import counts_by_grid, on_duty, vacancies
from wangge.workers.tests.builders import AGENCY, a_worker, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def put(duty: str = "worker", grid: Code = SECOND_GRID, since: date = SINCE) -> Assignment:
    worker = a_worker(phone=f"1390000{Assignment.objects.count():04}")
    return assign(worker.pk, grid=grid, duty=duty, since=since, by=AGENCY, now=NOW)


def test_a_worker_stands_in_the_grid_and_it_is_vacant_no_more() -> None:
    assert SECOND_GRID in set(vacancies(VILLAGE, TODAY).values_list("code", flat=True))
    row = put()

    assert on_duty(SECOND_GRID, TODAY) == [row]
    assert list(vacancies(VILLAGE, TODAY)) == []
    assert counts_by_grid(VILLAGE, TODAY) == {GRID: 2, SECOND_GRID: 1}


def test_the_leader_comes_first_and_the_substitute_last() -> None:
    for duty in ("substitute", "worker", "leader"):
        put(duty)

    assert [row.duty for row in on_duty(SECOND_GRID, TODAY)] == ["leader", "worker", "substitute"]


def test_an_assignment_is_written_in_the_journal() -> None:
    row = put()

    entry = entries_of(row).get()
    assert (entry.event, entry.code) == ("workers.assigned", SECOND_GRID)
    assert entry.detail["duty"] == "worker"


def test_an_account_gets_the_post_that_goes_with_it() -> None:
    account = an_account("sun")
    worker = a_worker(account=account)
    for duty in ("worker", "leader", "substitute"):
        assign(worker.pk, grid=SECOND_GRID, duty=duty, since=SINCE, by=AGENCY, now=NOW)

    posts = Post.objects.filter(account=account).order_by("role__key")
    assert [(it.role.key, it.code) for it in posts] == [
        ("grid_leader", SECOND_GRID),
        ("grid_worker", SECOND_GRID),
    ]


def test_nobody_stands_twice_in_the_same_duty() -> None:
    row = put()
    with pytest.raises(UnableToAssign, match="已是该网格的网格员"):
        assign(row.worker_id, grid=SECOND_GRID, duty="worker", since=TODAY, by=AGENCY, now=NOW)
    assign(row.worker_id, grid=THIRD_GRID, duty="worker", since=TODAY, by=AGENCY, now=NOW)


def test_a_grid_has_one_leader_at_a_time() -> None:
    with pytest.raises(UnableToAssign, match="已有网格长「赵示例」"):
        put("leader", GRID)


def test_the_table_itself_allows_one_leader() -> None:
    other = Assignment(worker=a_worker(), code=GRID, duty="leader", period=DateRange(TODAY, None))
    with pytest.raises(IntegrityError, match="one_leader"), transaction.atomic():
        other.save()


@pytest.mark.parametrize(
    ("grid", "since", "sentence"),
    [
        (Code("431103001001999"), SINCE, "不存在"),
        (SECOND_GRID, date(2020, 1, 1), "不存在"),
    ],
)
def test_the_grid_must_exist_on_the_day(grid: Code, since: date, sentence: str) -> None:
    with pytest.raises(UnableToAssign, match=sentence):
        put(grid=grid, since=since)


def test_an_end_before_the_beginning_is_refused() -> None:
    with pytest.raises(UnableToAssign, match="晚于"):
        assign(
            a_worker().pk, grid=SECOND_GRID, duty="worker", since=TODAY, until=SINCE,
            by=AGENCY, now=NOW,
        )  # fmt: skip


def test_both_the_worker_and_the_grid_must_be_ones_own() -> None:
    worker = a_worker()
    with pytest.raises(OutOfSight):
        assign(
            worker.pk, grid=SECOND_GRID, duty="worker", since=SINCE,
            by=holder(May, ELSEWHERE), now=NOW,
        )  # fmt: skip
    with pytest.raises(OutOfSight):
        assign(
            worker.pk, grid=GRID_NEXT_DOOR, duty="worker", since=SINCE,
            by=holder(May, TOWNSHIP), now=NOW,
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        assign(
            worker.pk, grid=SECOND_GRID, duty="worker", since=SINCE,
            by=holder([May.VIEW], COUNTY), now=NOW,
        )  # fmt: skip


def test_in_a_browser() -> None:
    worker = a_worker()
    address = f"/{TOWNSHIP}/workers/{worker.pk}/assign/"
    form = {"grid": SECOND_GRID, "duty": "worker", "since": "2026-06-10"}

    assert browser("peng").post(address, form).status_code == 303
    assert browser("peng").post(address, form).status_code == 409
    assert browser("xie").post(address, form).status_code == 403
    assert browser("tang").post(address, form).status_code == 404
    assert "第2网格" in browser("peng").get(f"/{TOWNSHIP}/workers/{worker.pk}/").content.decode()
