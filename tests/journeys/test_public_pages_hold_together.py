"""Every page of the public side, in both sizes of type, on a phone, on a narrow one, at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from democity.cast import COUNTY, GRID, TOWNSHIP, VILLAGE
from tests.journeys import stage_public
from tests.journeys.neighbours import NARROW, bigger, follow_words
from tests.journeys.pages import faults_of, grave, picture
from tests.journeys.server import Site
from tests.journeys.visitors import DESK, PHONE, Visitors

OPEN = (
    "/",
    "/public/",
    "/find/",
    "/find/?q=清桥",
    "/find/?q=没有这个村",
    "/find/?lon=111.605&lat=26.435",
    "/find/?lon=10&lat=10",
    f"/find/{COUNTY}/",
    f"/find/{TOWNSHIP}/",
    f"/find/{VILLAGE}/",
    f"/grid/{GRID}/",
    f"/grid/{GRID[:-1]}9/",
    "/g/nosuchboard23/",
    "/report/",
    f"/report/?grid={GRID}",
    "/opinion/",
    f"/opinion/?grid={GRID}",
    "/matters-list/",
    "/follow/",
    "/follow/case/",
)
FOLLOWED = ("", "slip/", "remark/", "withdraw/")


@pytest.mark.parametrize("big", [False, True], ids=["normal", "big"])
def test_every_open_page_holds_together(visitors: Visitors, *, big: bool) -> None:
    page = visitors.stranger(PHONE)
    page.goto("/")
    if big:
        bigger(page)
    faults: list[str] = []
    for path in OPEN:
        page.goto(path)
        faults += found_on(page, big=big)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("big", [False, True], ids=["normal", "big"])
def test_the_pages_of_ones_own_report_hold_together(
    visitors: Visitors, site: Site, *, big: bool
) -> None:
    page = visitors.stranger(PHONE)
    page.goto("/")
    if big:
        bigger(page)
    follow_words(page, site, stage_public.DOUBTFUL)
    faults: list[str] = []
    for path in FOLLOWED:
        answer = page.goto(f"/follow/case/{path}")
        assert answer is not None
        assert answer.status == 200, path
        faults += found_on(page, big=big)
    assert not faults, "\n".join(faults)


def found_on(page: Page, *, big: bool) -> list[str]:
    """What is grave at the width of a phone, and what is too wide at any."""
    faults: list[str] = []
    for size in (NARROW, DESK, PHONE):
        page.set_viewport_size(size)
        faults += [f"{size['width']} px {fault}" for fault in faults_of(page)]
    picture(page, "big" if big else "public")
    return faults + grave(page)
