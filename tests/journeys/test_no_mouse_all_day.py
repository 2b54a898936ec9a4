"""From a call to the unit, with the mouse unplugged: it is counted, and it counts nothing."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys import stage_public
from tests.journeys.visitors import Visitors, told

COUNT = """for (const kind of ["mousedown", "pointerdown", "touchstart"]) {
  addEventListener(kind, () => sessionStorage.setItem("mouse", kind), true);
}"""
CALLED = "老年活动室的灯管一直闪"


def test_a_morning_at_the_desk_without_a_mouse(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.context.add_init_script(COUNT)
    page.reload()
    register(page)
    accept_three(page)
    dispatch_one(page)
    page.keyboard.press("?")
    expect(page.locator("#wg-help")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("sessionStorage.getItem('mouse')") is None


def register(page: Page) -> None:
    page.keyboard.press("r")
    expect(page.locator("#id_words")).to_be_focused()
    page.keyboard.type(CALLED)
    page.keyboard.press("Tab")
    page.keyboard.type("10000000004")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("设施")
    page.keyboard.press("Enter")
    expect(page.get_by_label("查找网格")).to_be_focused()
    page.keyboard.type("清桥1")
    page.keyboard.press("Enter")
    expect(page.locator("#wg-matters :checked")).to_have_count(1)
    expect(page.locator("#wg-places :checked")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".wg-done-number")).to_be_visible()


def accept_three(page: Page) -> None:
    """The list of what waits, searched, three rows chosen, and the button by Tab and Enter."""
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page.locator("[data-search]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("批量")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]")).to_have_count(len(stage_public.BULK))
    page.keyboard.press("Escape")
    for key in ("j", "x", "j", "x", "j", "x", "k", "k"):
        page.keyboard.press(key)
    expect(page.locator("[data-chosen]")).to_have_text("已选 3 件")
    to_button(page, "批量受理")
    page.keyboard.press("Enter")
    expect(page.locator(".wg-state")).to_contain_text("受理 3 件")


def dispatch_one(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/\d{18}/$"))
    page.keyboard.press("d")
    expect(page.locator("h1")).to_have_text("分派")
    page.get_by_role("radio", name="冷水滩区水利局（示例）牵头").press("Space")
    page.keyboard.press("Control+Enter")
    told(page, "已分派")


def to_button(page: Page, name: str) -> None:
    """Shift and Tab until the button has the focus."""
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.innerText") == name:
            return
    raise AssertionError(name)
