"""Residents on the public side: how they find, write and follow."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from democity import pictures
from tests.journeys.pages import faults_of, grave, picture
from tests.journeys.server import Site
from tests.journeys.stage_public import CODE
from tests.journeys.visitors import onward

NARROW: ViewportSize = {"width": 320, "height": 700}
SUMS = {name: number for number, name in enumerate("零一二三四五六七八九")}


def comfortable(page: Page, name: str) -> None:
    """Nothing grave on the page, and no sideways scrolling down to 320 px."""
    picture(page, name)
    found = [*faults_of(page), *grave(page)]
    size = page.viewport_size
    page.set_viewport_size(NARROW)
    found += [f"at 320 px {fault}" for fault in faults_of(page)]
    if size:
        page.set_viewport_size(size)
    assert not found, "\n".join(found)


def send(page: Page) -> tuple[str, str]:
    """The form is sent; the number and the code, which are shown once."""
    onward(page.get_by_role("button", name="提交", exact=True))
    expect(page.locator("h1")).to_have_text("已经收到")
    number, code = page.locator(".wg-secret").all_inner_texts()
    assert re.fullmatch(r"\d{18}", number)
    assert re.fullmatch(r"([2-9A-Z]{4}-){2}[2-9A-Z]{4}", code)
    return number, code


def follow(page: Page, number: str, code: str = CODE) -> None:
    """With what stands on the slip."""
    page.goto("/follow/")
    page.get_by_role("textbox", name="编号").fill(number)
    page.get_by_role("textbox", name="查询码").fill(code)
    onward(page.get_by_role("button", name="查进度"))
    expect(page.locator(".wg-number")).to_contain_text(number)


def follow_words(page: Page, site: Site, words: str) -> str:
    """The report that says this, from the stage; its number."""
    number = site.number_of(words)
    follow(page, number)
    return number


def answer_to(question: str) -> str:
    """What a person answers to the small question."""
    if found := re.search(r"(\S)加(\S)等于几", question):
        return str(SUMS[found[1]] + SUMS[found[2]])
    if found := re.search(r"(\S)减(\S)等于几", question):
        return str(SUMS[found[1]] - SUMS[found[2]])
    found = re.search(r"“(\S+)”的第(\S)个字", question)
    assert found, question
    return found[1]["一二".index(found[2])]


def photo(folder: Path, name: str) -> Path:
    """A photo as a phone keeps it."""
    path = folder / f"{name}.jpg"
    path.write_bytes(pictures.before(name).data)
    return path


def bigger(page: Page) -> None:
    page.get_by_role("link", name="大字版").click()
    expect(page.locator("body")).to_have_class(re.compile("wg-big"))
