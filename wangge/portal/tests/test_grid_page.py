"""The page of a grid: what a notice board says, for everybody (Art. 7, 9)."""

from __future__ import annotations

import pytest
from django.test import Client

from democity.cast import COUNTY, GRID, GRID_NEXT_DOOR, TOWNSHIP
from tests.town import LAMPS
from wangge.matters.models import Matter
from wangge.portal.models import SupervisionPhone

pytestmark = pytest.mark.usefixtures("wednesday")


def page_of(client: Client, grid: str = GRID) -> str:
    return client.get(f"/grid/{grid}/").content.decode()


def test_it_names_the_grid_its_workers_and_their_numbers(client: Client) -> None:
    page = page_of(client)
    for words in ("第1网格", "梅湾街道", "清桥社区居委会", "周示例", "赵示例", "网格长"):
        assert words in page
    assert 'href="tel:13800000000"' in page


def test_a_grid_without_workers_says_what_to_do(client: Client) -> None:
    assert "正在调整" in page_of(client, GRID_NEXT_DOOR)


def test_the_supervision_phone_is_the_nearest_one_set(client: Client) -> None:
    assert "待公布" in page_of(client)
    SupervisionPhone.objects.create(code=COUNTY, phone="0746-1111111")
    assert 'href="tel:0746-1111111"' in page_of(client)
    SupervisionPhone.objects.create(code=TOWNSHIP, phone="0746-2222222")
    assert 'href="tel:0746-2222222"' in page_of(client)
    assert 'href="tel:0746-1111111"' in page_of(client, GRID_NEXT_DOOR)


def test_it_shows_the_matters_in_force_there_and_no_dormant_one(client: Client) -> None:
    assert "公共设施损坏上报" in page_of(client)
    Matter.objects.filter(number=LAMPS).update(dormant=True)
    assert "公共设施损坏上报" not in page_of(client)


def test_the_published_list_of_a_county_is_a_page_of_its_own(client: Client) -> None:
    page = client.get("/matters-list/", {"at": COUNTY}).content.decode()
    for words in ("公共设施损坏上报", "示例部门", "平安建设", "5 个工作日"):
        assert words in page
    assert "冷水滩区" in client.get("/matters-list/").content.decode()


@pytest.mark.parametrize("code", ["431103001001999", "431103001001", "4311"])
def test_what_is_no_grid_today_is_said_so(client: Client, code: str) -> None:
    answer = client.get(f"/grid/{code}/")
    assert answer.status_code == 404
    assert "重新查找" in answer.content.decode()


def test_its_outline_is_there_to_be_drawn(client: Client) -> None:
    drawn = client.get(f"/grid/{GRID}/map.json").json()
    assert [it["properties"]["role"] for it in drawn["features"]] == ["own"]
    assert client.get("/grid/431103001001999/map.json").status_code == 404
