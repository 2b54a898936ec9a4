"""The network goes: nothing is lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.neighbours import comfortable, send
from tests.journeys.visitors import PHONE, Visitors

WORDS = "地铁口的扶梯停了，老人上不来"


def test_a_resident_without_network_is_told_and_keeps_the_words(visitors: Visitors) -> None:
    page = visitors.stranger(PHONE)
    page.goto("/report/?lon=111.605&lat=26.435")
    page.get_by_label("发生了什么").fill(WORDS)
    page.context.set_offline(True)
    expect(page.locator("[data-offline]")).to_be_visible()
    comfortable(page, "offline")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_label("发生了什么")).to_have_value(WORDS)
    page.context.set_offline(False)
    expect(page.locator("[data-offline]")).to_be_hidden()
    expect(page.get_by_label("发生了什么")).to_have_value(WORDS)
    send(page)
