"""What is said about a worker: the township reads it, the worker never meets it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from democity.cast import GRID, TOWNSHIP
from tests.journeys import stage_public
from tests.journeys.neighbours import comfortable, send
from tests.journeys.pages import holds
from tests.journeys.server import Site
from tests.journeys.visitors import PHONE, Visitors, open_row

SAID = stage_public.ABOUT_ZHOU


def test_the_worker_meets_it_nowhere_and_the_township_reads_it(
    visitors: Visitors, site: Site
) -> None:
    number = site.number_of(SAID)
    desk = visitors.visit("wang")
    desk.goto(f"/{TOWNSHIP}/cases/?q={SAID}")
    expect(desk.locator("[data-row]")).to_have_count(1)
    open_row(desk, SAID)
    expect(desk.locator("h1")).to_contain_text(number)
    holds(desk, "opinion-township")
    manager = visitors.visit("peng")
    manager.goto(f"/cases/{number}/")
    expect(manager.locator("main")).to_contain_text(SAID)

    worker = visitors.visit("zhou", PHONE)
    for path in (
        f"/{GRID}/cases/",
        f"/{GRID}/cases/?q={SAID}",
        f"/{GRID}/cases/?q={number}",
        f"/{GRID}/cases/todo/",
        "/messages/",
    ):
        worker.goto(path)
        expect(worker.locator("main")).not_to_contain_text(number)
        expect(worker.locator("main [data-row]").filter(has_text=SAID)).to_have_count(0)
    assert count_of(worker, f"/{GRID}/cases/?q={SAID}") == 0
    answer = worker.goto(f"/cases/{number}/")
    assert answer is not None
    assert answer.status == 404
    assert SAID not in exported(worker, f"/{GRID}/cases/")
    assert SAID in exported(desk, f"/{TOWNSHIP}/cases/")


def test_a_resident_gives_an_opinion_and_is_told_who_reads_it(
    visitors: Visitors, site: Site
) -> None:
    page = visitors.stranger(PHONE)
    page.goto(f"/opinion/?grid={GRID}")
    comfortable(page, "opinion")
    page.locator(".wg-choices").get_by_text("周示例").click()
    page.get_by_label("您的意见或建议").fill("公示的电话总打不通")
    number, _ = send(page)
    expect(page.locator("main")).to_contain_text("网格员看不到")
    comfortable(page, "opinion-sent")
    worker = visitors.visit("zhou")
    answer = worker.goto(f"/cases/{number}/")
    assert answer is not None
    assert answer.status == 404


def count_of(page: Page, path: str) -> int:
    page.goto(path)
    total = page.locator(".wg-total strong")
    return int(total.inner_text()) if total.count() else 0


def exported(page: Page, path: str) -> str:
    """The list as a CSV file."""
    page.goto(path)
    with page.expect_download() as loading:
        page.get_by_role("button", name="导出 CSV").click()
    return loading.value.path().read_text(encoding="utf-8-sig")
