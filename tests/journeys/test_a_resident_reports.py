"""Somebody with a phone and no account: finds their grid, reports, and follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import stage_public
from tests.journeys.neighbours import (
    answer_to,
    bigger,
    comfortable,
    follow,
    photo,
    send,
)
from tests.journeys.server import Site
from tests.journeys.visitors import PHONE, Visitors, onward


def test_with_javascript_from_words_to_the_timeline(
    visitors: Visitors, site: Site, tmp_path: Path
) -> None:
    page = visitors.stranger(PHONE)
    page.goto("/")
    expect(page.get_by_role("link", name="反映问题").first).to_be_visible()
    comfortable(page, "resident")
    onward(page.get_by_role("link", name="查我的网格"))
    comfortable(page, "resident")
    page.get_by_label("村（社区）名、网格名或地址").fill("清桥")
    onward(page.get_by_role("button", name="查找"))
    comfortable(page, "resident")
    onward(page.locator("#wg-found ~ ul a").first)
    to_the_first_grid(page)
    comfortable(page, "resident")
    onward(page.get_by_role("link", name="在这里反映问题"))
    words = "楼下的路灯一闪一闪"
    page.get_by_label("发生了什么").fill(words)
    page.locator("input[type=file]").set_input_files(photo(tmp_path, "路灯"))
    expect(page.locator("[data-chosen] li")).to_have_count(1)
    comfortable(page, "resident")
    number, code = send(page)
    comfortable(page, "resident")
    expect(page.locator("main")).to_contain_text("查询码只显示这一次")
    assert {event for event, _ in site.events_of(number)} == {"files.attached", "cases.reported"}
    follow(page, number, code)
    expect(page.locator(".wg-story")).to_contain_text("收到")
    expect(page.locator("main")).to_contain_text(words)
    expect(page.locator(".wg-gallery img")).to_have_count(1)
    comfortable(page, "resident")
    expect(page.locator("body")).not_to_contain_text(code)


def test_without_javascript_in_big_type_by_the_list(visitors: Visitors, site: Site) -> None:
    page = visitors.stranger(PHONE, java_script_enabled=False)
    page.goto("/")
    bigger(page)
    onward(page.get_by_role("link", name="查我的网格"))
    for place in ("冷水滩区", "梅湾街道", "清桥社区居委会", "第1网格"):
        onward(page.locator(".wg-places").get_by_role("link", name=place))
    expect(page.locator("main")).to_contain_text("周示例")
    onward(page.get_by_role("link", name="在这里反映问题"))
    page.get_by_label("发生了什么").fill("楼道灯坏了，没有用脚本反映")
    onward(page.get_by_role("button", name="提交", exact=True))
    expect(page.locator("main")).to_contain_text("请回答")
    expect(page.get_by_label("发生了什么")).to_have_value("楼道灯坏了，没有用脚本反映")
    asked = page.locator("label[for=id_answer]").inner_text()
    page.get_by_label("请回答").fill(answer_to(asked))
    number, code = send(page)
    follow(page, number, code)
    expect(page.locator(".wg-story")).to_contain_text("收到")
    assert [event for event, _ in site.events_of(number)] == ["cases.reported"]


def test_words_of_danger_bring_the_emergency_numbers_first(visitors: Visitors) -> None:
    page = visitors.stranger(PHONE)
    page.goto("/report/")
    page.get_by_label("发生了什么").fill("三楼着火了，冒烟")
    expect(page.locator("[data-danger-hint]")).to_be_visible()
    comfortable(page, "danger")


def test_a_board_leads_to_todays_grid_and_a_wrong_code_opens_nothing(
    visitors: Visitors, site: Site
) -> None:
    page = visitors.stranger(PHONE)
    answer = page.goto("/g/nosuchboard23/")
    assert answer is not None
    assert answer.status == 404
    comfortable(page, "no-board")
    number = site.number_of(stage_public.TO_SEE)
    page.goto("/follow/")
    page.get_by_role("textbox", name="编号").fill(number)
    page.get_by_role("textbox", name="查询码").fill("ABCD-EFGH-JKMN")
    page.get_by_role("button", name="查进度").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(stage_public.TO_SEE)
    comfortable(page, "wrong-code")


@pytest.mark.parametrize("script", [True, False], ids=["script", "bare"])
def test_an_empty_form_says_what_is_missing(visitors: Visitors, *, script: bool) -> None:
    page = visitors.stranger(PHONE, java_script_enabled=script)
    page.goto("/report/")
    onward(page.get_by_role("button", name="提交", exact=True))
    expect(page.locator("[data-error-summary]")).to_be_visible()


def to_the_first_grid(page: Page) -> None:
    """A village lists its grids; a grid is shown at once."""
    first = page.locator(".wg-places").get_by_role("link", name="第1网格")
    if first.count():
        onward(first)
    expect(page.locator("main")).to_contain_text("周示例")
