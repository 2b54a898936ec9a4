"""Every page that somebody's menu leads to, on a desk and on a phone."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from democity.cast import CAST
from tests.journeys.pages import AXE, faults_of, kind_of, picture, too_small, violations
from tests.journeys.visitors import DESK, PHONE, Visitors

EVERYBODYS = ["/messages/", "/account/", "/account/change_password/"]
SIZES = {"desk": DESK, "phone": PHONE}

LEADS_ON = """() => [...document.querySelectorAll(
    ".wg-nav a, .wg-heading-actions a, .wg-actions a, [data-row] a, .nav-tabs a")]
  .filter((link) => !link.closest("[data-row]:not(:first-child)"))
  .map((link) => link.href)"""


@pytest.fixture(scope="package")
def judged() -> set[str]:
    """Kinds of pages that axe has seen, by size."""
    return set()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("username", [person.username for person in CAST])
def test_every_page_of_a_menu_holds_together(
    visitors: Visitors, username: str, size: str, judged: set[str]
) -> None:
    page = visitors.visit(username, SIZES[size])
    faults: list[str] = []
    for url in way_through(page):
        answer = page.goto(url)
        assert answer is not None
        if answer.status != 200:
            faults.append(f"{url}: {answer.status}")
            continue
        picture(page, f"{size}-{username}")
        faults += faults_of(page)
        if size == "phone":
            faults += too_small(page)
        if (kind := f"{size} {kind_of(url)}") not in judged:
            judged.add(kind)
            faults += violations(page)
    assert not faults, "\n".join(faults)


def way_through(page: Page) -> list[str]:
    """The pages two steps from the menu: one of each kind."""
    found: dict[str, str] = {}
    ahead = [page.url, *(urlsplit(page.url)._replace(path=path).geturl() for path in EVERYBODYS)]
    for step in range(3):
        new = {kind_of(url): url for url in ahead if is_page(url) and kind_of(url) not in found}
        found |= new
        ahead = []
        for url in new.values() if step < 2 else ():
            page.goto(url)
            ahead += page.evaluate(LEADS_ON)
    return list(found.values())


def is_page(url: str) -> bool:
    return "/print/" not in url and urlsplit(url).path.endswith("/")


def test_axe_is_installed() -> None:
    assert AXE.exists()
