from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE, TODAY
from wangge.journal.queries import entries_of
from wangge.kernel.errors import OutOfSight
from wangge.places.tests.builders import (
    COUNTY,
    ELSEWHERE,
    SECOND_GRID,
    VILLAGE,
    browser,
    holder,
)
from wangge.staff.models import Post
from wangge.workers.actions import UnableToEndAssignment, assign, end_assignment
from wangge.workers.models import Assignment
from wangge.workers.policies import May
from wangge.workers.queries import on_duty
from wangge.workers.tests.builders import AGENCY, a_worker, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

TOMORROW = date(2026, 6, 11)


@pytest.fixture
def row() -> Assignment:
    worker = a_worker(account=an_account("sun"))
    return assign(worker.pk, grid=SECOND_GRID, duty="worker", since=SINCE, by=AGENCY, now=NOW)


def test_from_its_date_on_the_worker_stands_there_no_more(row: Assignment) -> None:
    end_assignment(row.pk, until=TOMORROW, by=AGENCY, now=NOW)

    assert on_duty(SECOND_GRID, TODAY) == [row]
    assert on_duty(SECOND_GRID, TOMORROW) == []
    entry = entries_of(row).last()
    assert entry is not None
    assert entry.event == "workers.assignment_ended"
    assert entry.detail["until"] == "2026-06-11"


def test_the_post_ends_with_it(row: Assignment) -> None:
    end_assignment(row.pk, until=TOMORROW, by=AGENCY, now=NOW)

    assert Post.objects.get(account__username="sun").period.upper == TOMORROW


def test_the_post_stays_while_another_duty_carries_it(row: Assignment) -> None:
    assign(row.worker_id, grid=SECOND_GRID, duty="substitute", since=SINCE, by=AGENCY, now=NOW)
    end_assignment(row.pk, until=TOMORROW, by=AGENCY, now=NOW)

    assert Post.objects.get(account__username="sun").period.upper is None


def test_it_ends_once_and_not_before_it_began(row: Assignment) -> None:
    with pytest.raises(UnableToEndAssignment, match="晚于起始日期"):
        end_assignment(row.pk, until=SINCE, by=AGENCY, now=NOW)
    end_assignment(row.pk, until=TOMORROW, by=AGENCY, now=NOW)
    with pytest.raises(UnableToEndAssignment, match="已定于"):
        end_assignment(row.pk, until=date(2027, 1, 1), by=AGENCY, now=NOW)


def test_out_of_sight_and_without_permission(row: Assignment) -> None:
    with pytest.raises(OutOfSight):
        end_assignment(row.pk, until=TOMORROW, by=holder(May, ELSEWHERE), now=NOW)
    with pytest.raises(PermissionDenied):
        end_assignment(row.pk, until=TOMORROW, by=holder([May.VIEW], COUNTY), now=NOW)


def test_in_a_browser(row: Assignment) -> None:
    address = f"/{VILLAGE}/assignments/{row.pk}/end_assignment/"

    assert browser("xie").post(address, {"until": "2027-01-01"}).status_code == 403
    assert browser("tang").post(address, {"until": "2027-01-01"}).status_code == 404
    assert browser("peng").post(address, {"until": "2027-01-01"}).status_code == 303
    assert browser("peng").post(address, {"until": "2027-01-01"}).status_code == 409
