"""Which grid is mine: words, lists, a tap, a phone's position."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from psycopg.types.range import DateRange

from democity.cast import COUNTY, GRID, SECOND_GRID, TOWNSHIP, VILLAGE, VILLAGE_NEXT_DOOR
from tests.town import ALWAYS, TODAY, inside
from wangge.geo.datum import Datum, from_wgs84
from wangge.kernel.code import Code
from wangge.places.models import Alias, Division
from wangge.portal.queries import search

pytestmark = pytest.mark.usefixtures("wednesday")


def found(words: str) -> list[str]:
    return [str(hit.code) for hit in search(words, TODAY).rows]


def namesake() -> Division:
    return Division.objects.create(code=Code("431103002009"), name="清桥社区居委会", period=ALWAYS)


@pytest.mark.parametrize(
    "words",
    ["清桥", "清桥社区", "清桥社区居委会", "梅湾 清桥", "冷水滩区 清桥社区", "清桥社区3栋"],
)
def test_a_village_is_found_by_the_words_of_an_address(words: str) -> None:
    assert found(words)[0] == VILLAGE


def test_an_address_written_without_spaces_leads_to_the_village_and_not_to_its_county() -> None:
    assert found("永州市冷水滩区梅湾街道清桥社区12号")[0] == VILLAGE


def test_every_word_counts() -> None:
    assert found("菱角山 清桥") == []
    assert found("菱角山 忠烈") == [VILLAGE_NEXT_DOOR]


def test_a_village_of_exactly_that_name_comes_first() -> None:
    Division.objects.create(code=Code("431103001008"), name="上清桥村委会", period=ALWAYS)
    assert found("清桥社区")[0] == VILLAGE
    assert found("清桥")[:2] == [VILLAGE, "431103001008"]


def test_villages_of_one_name_are_told_apart_by_what_lies_around_them(client: Client) -> None:
    other = namesake()
    assert set(found("清桥")) == {VILLAGE, other.code}
    assert found("菱角山 清桥") == [other.code]
    page = client.get("/find/", {"q": "清桥"}).content.decode()
    assert "梅湾街道 · 冷水滩区" in page
    assert "菱角山街道 · 冷水滩区" in page


def test_a_grid_is_found_by_its_name(client: Client) -> None:
    assert found("清桥 第2网格") == [SECOND_GRID]
    assert f"/grid/{SECOND_GRID}/" in client.get("/find/", {"q": "第2网格"}).content.decode()


def test_a_former_name_still_finds_the_place() -> None:
    Alias.objects.create(
        code=VILLAGE, alias="老清溪村委会", alias_kind="name",
        period=DateRange(date(2010, 1, 1), date(2020, 1, 1)),
    )  # fmt: skip
    assert found("老清溪") == [VILLAGE]


def test_a_place_that_is_no_more_is_not_found() -> None:
    gone = DateRange(date(2024, 3, 1), date(2025, 1, 1))
    Division.objects.create(code=Code("431103001009"), name="撤并村委会", period=gone)
    assert found("撤并") == []


def test_at_most_thirty_are_shown_and_the_page_says_that_there_are_more(client: Client) -> None:
    Division.objects.bulk_create(
        Division(code=Code(f"4311030012{number:02}"), name=f"和平{number}村委会", period=ALWAYS)
        for number in range(10, 42)
    )
    hits = search("和平", TODAY)
    assert (len(hits.rows), hits.more) == (30, True)
    assert "还有更多同类结果" in client.get("/find/", {"q": "和平"}).content.decode()


def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = client.get("/find/", {"q": "不存在的地方"}).content.decode()
    assert "没有找到" in page
    assert "从列表里选" in page


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "%", "_", "'; --", "　", "🏠"])
def test_odd_words_find_nothing_and_come_back_as_words(client: Client, words: str) -> None:
    answer = client.get("/find/", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_the_list_leads_from_the_county_down_to_the_grid(client: Client) -> None:
    assert f"/find/{COUNTY}/" in client.get("/find/").content.decode()
    assert f"/find/{TOWNSHIP}/" in client.get(f"/find/{COUNTY}/").content.decode()
    assert f"/find/{VILLAGE}/" in client.get(f"/find/{TOWNSHIP}/").content.decode()
    page = client.get(f"/find/{VILLAGE}/").content.decode()
    assert f"/grid/{GRID}/" in page
    assert f"/grid/{SECOND_GRID}/" in page


@pytest.mark.parametrize("code", ["43", "4401", "431199", GRID])
def test_a_place_that_is_none_of_the_city_s_is_said_so(client: Client, code: str) -> None:
    answer = client.get(f"/find/{code}/")
    assert answer.status_code == 404
    assert "重新查找" in answer.content.decode()


@pytest.mark.parametrize("datum", ["", *Datum])
def test_a_point_leads_to_its_grid_in_whatever_datum_it_comes(client: Client, datum: str) -> None:
    lon, lat = from_wgs84(*inside(GRID), Datum(datum or "wgs84"))
    answer = client.get("/find/", {"lon": str(lon), "lat": str(lat), "datum": datum})
    assert answer.headers["Location"] == f"/grid/{GRID}/"


def test_a_point_near_a_border_lies_elsewhere_when_its_datum_is_taken_for_another(
    client: Client,
) -> None:
    """Negative control: without the conversion this one would lead next door."""
    lon, lat = from_wgs84(111.6095, 26.435, Datum.GCJ02)
    point = {"lon": str(lon), "lat": str(lat)}
    wrong = client.get("/find/", point)
    right = client.get("/find/", point | {"datum": "gcj02"})
    assert right.headers["Location"] == f"/grid/{GRID}/"
    assert wrong.headers["Location"] != right.headers["Location"]


@pytest.mark.parametrize(
    ("lon", "lat"), [("116.4", "39.9"), ("0", "0"), ("26.43", "111.6"), ("-180", "90")]
)
def test_a_point_outside_the_city_is_told_what_to_do(client: Client, lon: str, lat: str) -> None:
    answer = client.get("/find/", {"lon": lon, "lat": lat})
    assert answer.status_code == 404
    assert "不在永州市已划定的网格内" in answer.content.decode()


def test_maps_show_what_lies_below(client: Client) -> None:
    counties = client.get("/find/4311/map.json").json()
    grids = client.get(f"/find/{VILLAGE}/map.json").json()
    assert {it["properties"]["code"] for it in counties["features"]} == {COUNTY}
    assert {it["properties"]["code"] for it in grids["features"]} == {GRID, SECOND_GRID}


def test_looking_for_places_all_day_long_is_told_to_wait(client: Client) -> None:
    answers = [client.get("/find/", {"q": "清桥"}).status_code for _ in range(122)]
    assert answers.count(200) == 120
    last = client.get("/find/", {"q": "清桥"})
    assert last.status_code == 429
    assert int(last.headers["Retry-After"]) <= 60
    assert "110 报警" in last.content.decode()
