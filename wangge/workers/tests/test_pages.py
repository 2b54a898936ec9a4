from __future__ import annotations

import pytest

from wangge.kernel.actor import machine
from wangge.places.tests.builders import (
    COUNTY,
    GRID,
    GRID_NEXT_DOOR,
    NEXT_DOOR,
    SECOND_GRID,
    TOWNSHIP,
    VILLAGE,
    browser,
    holder,
)
from wangge.workers.models import Worker
from wangge.workers.policies import May
from wangge.workers.queries import phone_of
from wangge.workers.tests.builders import a_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_the_roster_shows_people_and_where_they_stand() -> None:
    page = browser("chen").get(f"/{TOWNSHIP}/workers/").content.decode()

    assert "周示例" in page
    assert "第1网格（网格员）" in page
    assert "空岗网格 2 个" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("standing=leader", ["赵示例"]),
        ("standing=none", ["孙示例"]),
        ("standing=any", ["周示例", "赵示例"]),
        ("name=周", ["周示例"]),
        ("kind=part_time", ["孙示例"]),
    ],
)
def test_filters_narrow_the_roster(query: str, found: list[str]) -> None:
    a_worker()
    page = browser("chen").get(f"/{TOWNSHIP}/workers/?{query}").content.decode()

    table = page[page.index("<table") : page.index("</table>")]
    assert [name for name in ("周示例", "孙示例", "赵示例") if name in table] == sorted(found)


def test_a_vacancy_is_a_grid_in_which_nobody_stands() -> None:
    page = browser("chen").get(f"/{TOWNSHIP}/workers/vacancies/").content.decode()

    assert SECOND_GRID in page
    assert f">{GRID}<" not in page
    assert GRID_NEXT_DOOR not in page


def test_another_township_is_out_of_sight() -> None:
    worker = Worker.objects.get(name="周示例")
    assert browser("tang").get(f"/{TOWNSHIP}/workers/").status_code == 404
    assert browser("tang").get(f"/{NEXT_DOOR}/workers/{worker.pk}/").status_code == 404
    assert browser("li").get(f"/{COUNTY}/workers/").status_code == 403


def test_phones_are_whole_inside_and_masked_outside() -> None:
    worker = Worker.objects.get(name="周示例")

    assert phone_of(worker, by=holder(May, TOWNSHIP)) == "13800000000"
    assert phone_of(worker, by=holder(May, GRID)) == "138****00"
    assert phone_of(worker, by=holder(May, GRID), at=GRID) == "13800000000"
    assert phone_of(worker, by=machine("nobody"), at=GRID) == "138****00"


def test_a_worker_sees_their_own_grid_and_who_stands_in_it() -> None:
    page = browser("zhou").get(f"/{GRID}/mygrid/").content.decode()

    assert "第1网格" in page
    assert "赵示例" in page
    assert "tel:13800000000" in page
    assert "监督电话" in page


def test_without_an_assignment_the_page_says_so() -> None:
    assert "没有配备到网格" in browser("xie").get(f"/{VILLAGE}/mygrid/").content.decode()


def test_my_grid_elsewhere_is_out_of_sight() -> None:
    assert browser("zhou").get(f"/{SECOND_GRID}/mygrid/").status_code == 404
