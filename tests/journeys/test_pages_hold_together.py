"""Every page that somebody's menu leads to, on a desk and on a phone."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from democity.cast import CAST
from tests.journeys.pages import faults_of, kind_of, picture, too_small, violations
from tests.journeys.visitors import DESK, PHONE, Visitors

EVERYBODYS = ["/messages/", "/account/", "/account/change_password/"]
STEPS = 2  # from the menu to a list, from a list to a row or a form, and from a row to its forms

LEADS_ON = """() => [...document.querySelectorAll(
    ".wg-nav a, .wg-heading-actions a, .wg-actions a, [data-row] a, .nav-tabs a")]
  .filter((link) => !link.closest("[data-row]:not(:first-child)"))
  .map((link) => link.href)"""


@pytest.fixture(scope="package")
def judged() -> set[str]:
    """Kinds of pages that axe has seen, for whoever saw them first."""
    return set()


@pytest.mark.parametrize("username", [person.username for person in CAST])
def test_every_page_of_a_menu_holds_together(
    visitors: Visitors, username: str, judged: set[str]
) -> None:
    page = visitors.visit(username)
    ahead = [page.url, *(urlsplit(page.url)._replace(path=path).geturl() for path in EVERYBODYS)]
    seen: set[str] = set()
    faults: list[str] = []
    for _ in range(STEPS + 1):
        steps = {kind_of(url): url for url in ahead if is_page(url) and kind_of(url) not in seen}
        seen |= steps.keys()
        ahead = []
        for kind, url in steps.items():
            answer = page.goto(url)
            if answer is None or answer.status != 200:
                faults.append(f"{url}: {answer and answer.status}")
                continue
            ahead += page.evaluate(LEADS_ON)
            faults += found_on(page, username, judge=kind not in judged)
            judged.add(kind)
    assert not faults, "\n".join(faults)


def found_on(page: Page, username: str, *, judge: bool) -> list[str]:
    """What is wrong with the page, at both sizes."""
    faults = []
    for name, size in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size(size)
        picture(page, f"{name}-{username}")
        faults += [f"{name} {fault}" for fault in faults_of(page)]
        faults += [f"{name} {fault}" for fault in (violations(page) if judge else [])]
        if name == "phone":
            faults += too_small(page)
    return faults


def is_page(url: str) -> bool:
    return "/print/" not in url and urlsplit(url).path.endswith("/")
