"""Rows chosen by keyboard, accepted together; two colleagues who look at one case; drafts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.visitors import Visitors, number_of, told

TO_ACCEPT = "/431103001/cases/?tab=to_accept"


def chosen(page: Page) -> int:
    return page.locator("[data-select]:checked").count()


def test_rows_are_chosen_by_x_by_shift_and_all(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.goto(TO_ACCEPT)
    rows = page.locator("[data-row]").count()
    assert rows >= 3
    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    assert chosen(page) == 3
    expect(page.locator("[data-chosen]")).to_have_text("已选 3 件")
    page.keyboard.press("Escape")
    assert chosen(page) == 0
    boxes = page.locator("[data-select]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    assert chosen(page) == 3
    page.get_by_label("全选本页").check()
    assert chosen(page) == rows


def test_chosen_rows_are_accepted_and_the_page_says_so(visitors: Visitors) -> None:
    page, other = visitors.visit("wang"), visitors.visit("deng")
    for each in (page, other):
        each.goto(TO_ACCEPT)
        each.keyboard.press("j")
        each.keyboard.press("x")
    number = page.locator("[data-select]:checked").get_attribute("value")
    for each, words in ((page, "受理 1 件"), (other, "没有受理 1 件")):
        each.get_by_role("button", name="批量受理").press("Enter")
        expect(each.locator(".wg-state")).to_contain_text(words)
    expect(other.locator(".wg-refused")).to_contain_text("当前状态为「已受理」")
    events = [event for event, _ in visitors.site.events_of(str(number))]
    assert events.count("cases.accepted") == 1


def test_who_else_looks_is_seen(visitors: Visitors) -> None:
    page, other = visitors.visit("wang"), visitors.visit("deng")
    page.goto("/431103001/cases/?tab=all")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/\d{18}/$"))
    page.wait_for_load_state("networkidle")
    other.goto(page.url)
    expect(other.locator("#wg-looking")).to_contain_text("王示例 也在看")


def test_a_reply_that_was_begun_is_there_when_one_comes_back(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.goto("/431103001/cases/?tab=all")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/\d{18}/$"))
    number = number_of(page)
    page.keyboard.press("r")
    expect(page.locator("h1")).to_have_text("答复")
    page.get_by_label("答复").fill("两天内派人查看。")
    expect(page.get_by_text("草稿已保存")).to_be_visible()
    page.goto(f"/431103001/cases/{number}/reply/")
    expect(page.get_by_label("答复")).to_have_value("两天内派人查看。")
    page.get_by_label("答复").press("Control+Enter")
    told(page, "已答复")
    expect(page.get_by_text("两天内派人查看。")).to_be_visible()


def test_every_key_of_a_case_is_explained(visitors: Visitors) -> None:
    page = visitors.visit("wang")
    page.goto(TO_ACCEPT)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/\d{18}/$"))
    page.keyboard.press("?")
    keys = page.locator("#wg-help")
    for words in ("受理", "答复", "合并", "内部备注", "选中或取消一条"):
        expect(keys).to_contain_text(words)
