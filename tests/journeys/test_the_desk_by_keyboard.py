"""An operator whose hands stay on the keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys import stage
from tests.journeys.visitors import Visitors, told


def focused_row(page: Page) -> int:
    rows = "[...document.querySelectorAll('[data-row]')]"
    return int(page.evaluate(f"{rows}.findIndex((row) => row.contains(document.activeElement))"))


def test_a_case_is_found_accepted_and_dispatched_without_a_mouse(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    keys = page.keyboard
    keys.press("/")
    keys.type(stage.BY_KEYBOARD)
    keys.press("Enter")
    expect(page.locator("[data-row]")).to_have_count(1)
    keys.press("Escape")
    expect(page.locator("[data-search]")).to_have_value(stage.BY_KEYBOARD)
    keys.press("j")
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/\d{18}/$"))
    keys.press("a")
    expect(page.locator("h1")).to_have_text("受理")
    page.get_by_role("button", name="受理").press("Enter")
    told(page, "已受理")
    keys.press("d")
    expect(page.locator("h1")).to_have_text("分派")
    page.get_by_role("radio", name="冷水滩区水利局（示例）牵头").press("Space")
    page.get_by_role("button", name="分派").press("Enter")
    told(page, "已分派")


def test_j_and_k_walk_the_list(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    expect(page.locator("[data-row]").nth(2)).to_be_visible()
    walked = []
    for key in "jjjk":
        page.keyboard.press(key)
        walked.append(focused_row(page))
    assert walked == [0, 1, 2, 1]


def test_letters_are_letters_while_one_types(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.keyboard.press("/")
    page.keyboard.type("jar?")
    expect(page.locator("[data-search]")).to_have_value("jar?")
    expect(page.locator("#wg-help")).to_be_hidden()


def test_a_question_mark_explains_the_keys_of_the_page(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.keyboard.press("?")
    keys = page.locator("#wg-help")
    expect(keys).to_be_visible()
    for words in ("列表中下移、上移", "到搜索框", "上报"):
        expect(keys).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


def test_g_and_a_letter_go_to_a_page(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("h1")).to_contain_text("事项清单")


def test_the_first_tab_skips_to_the_content(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
