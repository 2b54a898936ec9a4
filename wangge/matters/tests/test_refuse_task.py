from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import LAMPS, NOW
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.matters.actions import UnableToRefuseTask, refuse_task
from wangge.matters.models import Refusal
from wangge.matters.policies import May
from wangge.matters.queries import refusals_by_department
from wangge.matters.tests.builders import AGENCY
from wangge.places.tests.builders import COUNTY, GRID, NEXT_DOOR, TOWNSHIP, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

WORKER = holder(May, GRID)
ASKED: dict[str, Any] = {
    "department": "某局",
    "words": "要求下载应用并点赞",
    "asked_on": date(2026, 6, 9),
}


def refused(at: Code = GRID, **asked: Any) -> Refusal:
    return refuse_task(at, **(ASKED | asked), by=WORKER, now=NOW)


def test_a_refusal_is_registered_with_its_words_but_the_journal_keeps_none() -> None:
    row = refused(line="05", asked_by="某科长")

    assert (row.words, row.refused_by, row.code) == (ASKED["words"], WORKER.id, GRID)
    entry = entries_of(row).get()
    assert (entry.event, entry.code) == ("matters.task_refused", GRID)
    assert entry.detail == {"department": "某局", "line": "05", "number": ""}


def test_refusals_count_against_the_department() -> None:
    for department in ("某局", "某局", "别的局"):
        refused(department=department)

    assert refusals_by_department(COUNTY, by=AGENCY) == [("某局", 2), ("别的局", 1)]


def test_what_is_on_the_list_cannot_be_refused_so() -> None:
    with pytest.raises(UnableToRefuseTask, match="当日在清单内"):
        refused(number=LAMPS)
    assert refused(number=LAMPS, asked_on=date(2024, 1, 1)).number == LAMPS


def test_the_future_and_an_unknown_line_are_refused() -> None:
    with pytest.raises(UnableToRefuseTask, match="晚于今天"):
        refused(asked_on=date(2026, 6, 11))
    with pytest.raises(UnableToRefuseTask, match="条线"):
        refused(line="99")


def test_only_in_ones_own_place() -> None:
    with pytest.raises(OutOfSight):
        refused(NEXT_DOOR)
    with pytest.raises(PermissionDenied):
        refused(TOWNSHIP)
    with pytest.raises(PermissionDenied):
        refuse_task(GRID, **ASKED, by=holder([May.VIEW], GRID), now=NOW)


FORM = {"department": "某局", "words": "要求下载应用并点赞", "asked_on": "2026-06-09"}


def test_a_worker_refuses_in_a_browser_and_sees_it_registered() -> None:
    zhou = browser("zhou")
    answer = zhou.post(f"/{GRID}/refusals/refuse_task/", FORM)

    assert (answer.status_code, answer["Location"]) == (303, f"/{GRID}/refusals/")
    page = zhou.get(f"/{GRID}/refusals/").content.decode()
    assert "要求下载应用并点赞" in page


def test_the_register_is_read_by_the_agency_of_its_own_place() -> None:
    browser("zhou").post(f"/{GRID}/refusals/refuse_task/", FORM)

    assert "某局" in browser("chen").get(f"/{COUNTY}/refusals/").content.decode()
    assert "某局" in browser("peng").get(f"/{TOWNSHIP}/refusals/").content.decode()
    assert browser("chen").get("/431102/refusals/").status_code == 404
    assert browser("wang").get(f"/{TOWNSHIP}/refusals/").status_code == 403


def test_a_worker_does_not_see_what_others_refused() -> None:
    browser("zhou").post(f"/{GRID}/refusals/refuse_task/", FORM)

    assert "要求下载" not in browser("zhao").get(f"/{GRID}/refusals/").content.decode()


def test_a_desk_does_not_refuse_for_workers() -> None:
    assert browser("wang").post(f"/{GRID}/refusals/refuse_task/", FORM).status_code == 403
    assert browser("zhou").post(f"/{NEXT_DOOR}/refusals/refuse_task/", FORM).status_code == 404
