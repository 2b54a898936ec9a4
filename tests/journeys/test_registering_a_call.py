"""A call comes in, and half a minute later its number is read out. Nobody touches the mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Keyboard, Page, expect

from democity.cast import GRID
from tests.journeys.visitors import Visitors, number_of, told

A_KEY = 0.25  # seconds a key costs somebody who types without hurry: four keys in a second
LIMIT = 30.0
WORDS, PHONE, NAME = "清桥路口路灯不亮", "13900000001", "示例来电人"


class Typist:
    """Types, and knows how long that would take by hand: a Chinese character is two keys."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys, self.strokes = keys, 0

    def type(self, words: str) -> None:
        self.strokes += sum(1 if letter.isascii() else 2 for letter in words)
        self.keys.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.strokes += 1
            self.keys.press(key)

    @property
    def seconds(self) -> float:
        return self.strokes * A_KEY


def registered(page: Page, typist: Typist) -> str:
    typist.press("r")
    expect(page.locator("#id_words")).to_be_focused()
    typist.type(WORDS)
    typist.press("Tab")
    typist.type(PHONE)
    typist.press("Tab", "Tab", "Tab")
    expect(page.get_by_label("查找事项")).to_be_focused()
    typist.type("设施")
    typist.press("Enter")
    expect(page.get_by_label("查找网格")).to_be_focused()
    typist.type("清桥1")
    typist.press("Enter")
    expect(page.locator("#wg-matters :checked")).to_have_count(1)
    expect(page.locator("#wg-places :checked")).to_have_count(1)
    typist.press("Control+Enter")
    expect(page.locator(".wg-done-number")).to_have_text(re.compile(r"^\s*\d{18}\s*$"))
    return number_of(page)


def test_a_call_is_registered_within_half_a_minute(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    typist = Typist(page.keyboard)

    number = registered(page, typist)

    assert typist.seconds < LIMIT, typist.seconds
    assert [event for event, _ in visitors.site.events_of(number)] == ["cases.reported"]
    expect(page.get_by_role("link", name="再登记一件")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_words")).to_be_focused()


def test_a_second_call_about_it_goes_to_the_first(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    registered(page, Typist(page.keyboard))
    page.keyboard.press("Enter")
    expect(page.locator("#id_words")).to_be_focused()
    page.keyboard.type("路灯还是不亮，又来电")
    page.keyboard.press("Tab")
    page.keyboard.type(PHONE)
    offered = page.locator("#wg-similar")
    expect(offered).to_contain_text("同一来电号码")
    offered.get_by_role("button", name="不登记，补充到这一件").first.click()
    told(page, "已补充")
    expect(page.get_by_text("路灯还是不亮，又来电")).to_be_visible()


def test_arrows_walk_what_was_found(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.keyboard.press("r")
    expect(page.locator("#id_words")).to_be_focused()
    place = page.get_by_label("查找网格")
    place.press_sequentially("清桥")
    expect(page.locator("#wg-places input")).to_have_count(2)
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#wg-places input").nth(1)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#id_address")).to_be_focused()


def test_a_call_is_registered_without_scripts(visitors: Visitors) -> None:
    page = visitors.visit("deng", java_script_enabled=False)
    page.goto(f"/{GRID[:9]}/cases/report/")
    page.get_by_label("情况").fill("没有脚本也能登记")
    page.get_by_label("公共设施损坏上报").check()
    page.get_by_label("查找网格").fill("清桥1")
    page.get_by_role("button", name="登记").click()
    expect(page.locator(".wg-done-number")).to_be_visible()
