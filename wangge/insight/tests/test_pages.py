from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from democity.cast import CITY, COUNTY, GRID, TOWNSHIP, VILLAGE
from wangge.insight.queries import COLUMNS, RATES
from wangge.insight.views import Cell, Line
from wangge.kernel.code import Code

from .builders import DAY, a_busy_town, a_rating, browser_of

pytestmark = [pytest.mark.usefixtures("town"), pytest.mark.slow]


def lines_of(browser: Client, at: Code) -> Iterator[Line]:
    answer = browser.get(f"/{at}/overview/")
    assert answer.status_code == 200
    yield from answer.context["lines"]
    yield answer.context["total"]


def cells_of(browser: Client, at: Code) -> Iterator[Cell]:
    for line in lines_of(browser, at):
        yield from (*line.cells, *(cell for rate in line.rates for cell in rate.cells))


@pytest.mark.parametrize(
    ("username", "at"),
    [("he", CITY), ("he", TOWNSHIP), ("deng", COUNTY), ("wang", COUNTY), ("wang", VILLAGE)],
)
def test_every_number_is_the_number_of_rows_behind_its_link(username: str, at: Code) -> None:
    a_busy_town(timezone.now())
    browser = browser_of(username)
    cells = list(cells_of(browser, at))
    assert {cell.key for cell in cells if cell.number} >= {
        it.key for it in (*COLUMNS, *(figure for rate in RATES for figure in (rate.of, rate.among)))
    } - {
        "yellow",
        "red",
    }
    for cell in cells:
        listed = browser.get(cell.url)
        assert listed.status_code == 200, cell.url
        assert listed.context["filter"].form.is_valid(), cell.url
        assert listed.context["count"].number == cell.number, cell


def test_the_lists_filters_know_every_name_in_the_links() -> None:
    """Otherwise a filter that was renamed would let everything through."""
    browser = browser_of("he")
    for cell in cells_of(browser, COUNTY):
        asked = set(parse_qs(urlsplit(cell.url).query))
        known = set(browser.get(cell.url).context["filter"].filters)
        assert asked <= known, cell.url


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


def links_on(page: str) -> list[str]:
    links = Links()
    links.feed(page)
    return links.found


def test_one_goes_down_level_by_level_to_the_cases_of_a_grid() -> None:
    browser, path = browser_of("he"), f"/{CITY}/overview/"
    for at in (COUNTY, TOWNSHIP, VILLAGE):
        assert f"/{at}/overview/" in links_on(browser.get(path).content.decode())
        path = f"/{at}/overview/"
    assert f"/{GRID}/cases/" in links_on(browser.get(path).content.decode())


def test_the_rate_shows_its_parts() -> None:
    a_busy_town(timezone.now())
    *_, total = lines_of(browser_of("he"), CITY)
    solved, reported = (cell.number for cell in total.rates[0].cells)
    assert (solved, total.rates[0].percent) == (2, f"{2 / reported:.1%}")


def test_what_was_set_aside_counts_in_no_rate_and_the_page_says_so() -> None:
    now = timezone.now()
    for score, state in (
        ("satisfied", "given"), ("basically", "given"), ("unsatisfied", "upheld"),
        ("unsatisfied", "set_aside"), ("unsatisfied", "appealed"),
    ):  # fmt: skip
        a_rating(score, state, now=now)
    a_rating("unsatisfied", "given", now=now - 40 * DAY)

    browser = browser_of("he")
    *_, total = lines_of(browser, CITY)

    satisfied, counted = (cell.number for cell in total.rates[1].cells)
    assert (satisfied, counted, total.rates[1].percent) == (2, 4, "50.0%")
    assert "不计入的已排除" in browser.get(f"/{CITY}/overview/").content.decode()


def test_where_nothing_was_reported_there_is_no_rate() -> None:
    *_, total = lines_of(browser_of("he"), CITY)
    assert [(it.label, it.percent, it.cells[1].number) for it in total.rates] == [
        ("自办率", "", 0), ("满意率", "", 0), ("返工率", "", 0),
    ]  # fmt: skip


def test_no_style_or_script_stands_in_the_page() -> None:
    a_busy_town(timezone.now())
    page = browser_of("he").get(f"/{CITY}/overview/").content.decode()
    assert " style=" not in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("at", "outlines"),
    [(COUNTY, f"/{COUNTY}/places/map.json"), (VILLAGE, f"/{VILLAGE}/grids/map.json")],
)
def test_the_map_shows_the_areas(at: Code, outlines: str) -> None:
    browser = browser_of("he")
    assert f'data-src="{outlines}"' in browser.get(f"/{at}/overview/").content.decode()
    names = {feature["properties"]["name"] for feature in browser.get(outlines).json()["features"]}
    assert {line.name for line in lines_of(browser, at)} - {"合计"} <= names


@pytest.mark.parametrize(
    ("username", "at", "status"),
    [
        ("tang", TOWNSHIP, 404),
        ("he", GRID, 404),
        ("zhou", COUNTY, 403),
        ("li", COUNTY, 403),
        ("luo", CITY, 403),
        ("jiang", CITY, 403),
    ],
)
def test_others_do_not_see_it(username: str, at: Code, status: int) -> None:
    assert browser_of(username).get(f"/{at}/overview/").status_code == status


def test_an_empty_place_says_so() -> None:
    page = browser_of("he").get("/431103099/overview/").content.decode()
    assert "这里还没有下级区域" in page
