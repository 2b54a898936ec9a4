"""When it cannot be done: a sentence, a way on, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from democity.cast import GRID, NEXT_DOOR, TOWNSHIP
from tests.journeys import stage
from tests.journeys.pages import holds
from tests.journeys.server import Site
from tests.journeys.visitors import DESK, PHONE, Visitors, choose, go, onward, open_row, press, told


def test_handing_back_without_a_basis_is_asked_for_one(visitors: Visitors) -> None:
    page = visitors.visit("li")
    open_row(page, "下水道井盖缺失")
    choose(page, "退回")
    press(page, "退回")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_contain_text("请写明退回的依据")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("退回依据")).to_be_focused()
    holds(page, "refused")


def test_what_was_typed_is_still_there_after_a_refusal(visitors: Visitors) -> None:
    page = visitors.visit("liu")
    onward(page.locator(".nav-tabs").get_by_role("link", name="在办"))
    open_row(page, "临时摊点占道")
    choose(page, "办结")
    page.get_by_label("办理结果").fill("已劝离，恢复通行。")
    press(page, "办结")
    told(page, "还有 1 个协办单位没有反馈")
    expect(page.get_by_label("办理结果")).to_have_value("已劝离，恢复通行。")
    page.get_by_label("不等协办单位反馈的理由").fill("协办单位无事可办。")
    press(page, "办结")
    told(page, "已办结")


def test_a_report_without_a_matter_keeps_its_words(visitors: Visitors) -> None:
    page = visitors.visit("zhou")
    go(page, "上报")
    page.get_by_label("情况").fill("写了很久的一段话")
    page.get_by_label("具体地点").fill("清桥路")
    press(page, "上报")
    told(page, "请选择事项")
    expect(page.get_by_label("情况")).to_have_value("写了很久的一段话")
    expect(page.get_by_label("具体地点")).to_have_value("清桥路")
    assert page.get_by_label("情况").get_attribute("maxlength") == "2000"


def test_a_second_tab_learns_that_somebody_was_faster(visitors: Visitors) -> None:
    first = visitors.visit("wang")
    open_row(first, stage.IN_TWO_TABS)
    choose(first, "受理")
    second = first.context.new_page()
    second.goto(first.url)
    press(first, "受理")
    told(first, "已受理")
    press(second, "受理")
    refusal = second.locator("[data-error-summary]")
    expect(refusal).to_contain_text("已受理")
    expect(refusal).to_contain_text("受理")
    holds(second, "stale")
    second.goto(second.url)
    expect(second.locator("h1")).to_have_text("现在还做不了")


@pytest.mark.parametrize("script", [True, False], ids=["script", "bare"])
def test_pressing_twice_reports_once(visitors: Visitors, site: Site, *, script: bool) -> None:
    words = f"按了两下的一件事（{script}）"
    page = visitors.visit("zhou", java_script_enabled=script)
    go(page, "上报")
    page.locator("#wg-matters label").first.click()
    page.get_by_label("情况").fill(words)
    page.locator(".wg-form-end").get_by_role("button", name="上报").dblclick()
    told(page, "已上报，编号")
    assert site.count(words) == 1


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_that_are_not_there_or_not_allowed_say_so(
    visitors: Visitors, size: ViewportSize
) -> None:
    page = visitors.visit("zhou", size)
    for path, status, heading in (
        (f"/{GRID}/overview/", 403, "没有权限"),
        ("/staff/accounts/", 403, "没有权限"),
        (f"/{NEXT_DOOR}/cases/", 404, "没有找到"),
        ("/no-such-page/", 404, "没有找到"),
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status
        expect(page.locator("h1")).to_have_text(heading)
        holds(page, f"error-{size['width']}")
        onward(page.get_by_role("link", name="回到首页"))
        expect(page.get_by_role("navigation", name="主导航")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_empty_list_says_what_will_come(visitors: Visitors, size: ViewportSize) -> None:
    page = visitors.visit("tang", size)
    for path, words in (
        (f"/{NEXT_DOOR}/cases/", "没有未办结的事件"),
        (f"/{NEXT_DOOR}/cases/?q=不存在的词", "没有符合条件的内容"),
        ("/messages/", "还没有消息"),
    ):
        page.goto(path)
        expect(page.locator(".wg-empty")).to_contain_text(words)
        holds(page, f"empty-{size['width']}")


def test_a_stranger_is_asked_to_sign_in_and_then_goes_on(visitors: Visitors) -> None:
    page = visitors.stranger()
    page.goto(f"/{TOWNSHIP}/cases/?tab=closed")
    expect(page.locator("h1")).to_have_text("登录")
    page.get_by_label("用户名").fill("wang")
    page.get_by_label("密码").fill("wangge-demo")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("link", name="已结案").first).to_have_attribute("aria-current", "page")
