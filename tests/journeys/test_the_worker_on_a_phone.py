"""A grid worker's day on a phone of 390 × 844."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from democity.cast import PASSWORD
from tests.journeys import stage, stage_public
from tests.journeys.neighbours import photo
from tests.journeys.pages import holds, too_small
from tests.journeys.server import Site
from tests.journeys.visitors import (
    PHONE,
    Visitors,
    choose,
    go,
    number_of,
    open_row,
    press,
    sign_in,
    told,
)

DISPUTE, LAMPS = "矛盾纠纷排查与初步调解", "公共设施损坏上报"


def test_signing_in_leads_to_what_is_to_be_done_and_to_the_own_grid(visitors: Visitors) -> None:
    page = visitors.stranger(PHONE)
    page.goto("/")
    fits(page)
    sign_in(page, "zhou", PASSWORD)
    go(page, "我的网格")
    expect(page.get_by_text("第1网格").first).to_be_visible()
    expect(page.get_by_text("周示例").first).to_be_visible()
    fits(page)
    go(page, "待办")
    expect(page.locator("#wg-list")).to_contain_text("待核查")
    fits(page)


def test_a_report_takes_four_taps_and_a_few_words(visitors: Visitors) -> None:
    page = visitors.visit("zhou", PHONE)
    go(page, "上报")
    fits(page)
    pick(page, DISPUTE)
    page.get_by_label("情况").fill("棋牌室夜间吵闹，邻里不满")
    press(page, "上报")
    told(page, f"已上报，编号 {number_of(page)}")
    fits(page)


def test_what_was_used_last_comes_first_when_settled_on_the_spot(
    visitors: Visitors, site: Site
) -> None:
    page = visitors.visit("zhou", PHONE)
    for matter in (LAMPS, DISPUTE):
        go(page, "自办")
        fits(page)
        pick(page, matter)
        page.get_by_label("情况和处理结果").fill(f"到场处理完毕：{matter}")
        press(page, "办好了，登记")
        told(page, "已登记")
        expect(page.locator(".wg-state")).to_contain_text("已结案")
    assert site.events_of(number_of(page)) == [("cases.self_handled", "周示例")]
    go(page, "自办")
    first = page.locator("#wg-matters details").first
    assert first.locator("summary").inner_text().strip() == "最近用过"
    assert first.locator("label").first.inner_text().strip() == DISPUTE


def test_a_check_of_what_is_not_on_the_list_may_be_refused(visitors: Visitors, site: Site) -> None:
    page = visitors.visit("zhou", PHONE)
    go(page, "待办")
    open_row(page, stage.OFF_LIST)
    choose(page, "不予执行")
    expect(page.locator(".wg-intro")).to_contain_text("不影响对您的评价")
    fits(page)
    page.get_by_label("理由").fill("不在事项清单内。")
    press(page, "不予执行")
    told(page, "核查转交他人")
    assert site.events_of(number_of(page))[-1] == ("cases.refused", "周示例")


def test_what_is_not_done_goes_back_and_what_is_done_goes_on(visitors: Visitors) -> None:
    page = visitors.visit("zhou", PHONE)
    for words, verb, field, answer in (
        (stage.NOT_DONE, "核查不通过", "哪里没有办好", "已退给牵头单位重办"),
        (stage.DONE, "核查通过", "现场情况", "等待回访"),
    ):
        go(page, "待办")
        open_row(page, words)
        fits(page)
        choose(page, verb)
        fits(page)
        page.get_by_label(field).fill("到现场看过。")
        press(page, verb)
        told(page, answer)


def test_a_residents_report_is_seen_on_site_and_shown(
    visitors: Visitors, site: Site, tmp_path: Path
) -> None:
    page = visitors.visit("zhou", PHONE)
    go(page, "待办")
    open_row(page, stage_public.TO_SEE)
    fits(page)
    choose(page, "核实属实")
    page.get_by_label("现场情况").fill("确有碎玻璃，已先清扫。")
    page.locator("input[type=file]").set_input_files(photo(tmp_path, "碎玻璃"))
    expect(page.locator("[data-chosen] li")).to_have_count(1)
    fits(page)
    press(page, "核实属实")
    told(page, "已登记为属实")
    expect(page.locator(".wg-gallery img")).to_have_count(1)
    fits(page)
    assert ("cases.affirmed", "周示例") in site.events_of(number_of(page))


def test_a_check_shows_before_and_after(visitors: Visitors, tmp_path: Path) -> None:
    page = visitors.visit("zhou", PHONE)
    go(page, "待办")
    open_row(page, stage_public.TO_VERIFY)
    expect(page.locator(".wg-gallery img")).to_have_count(2)
    choose(page, "核查通过")
    page.get_by_label("现场情况").fill("护栏已补齐。")
    page.locator("input[type=file]").set_input_files(photo(tmp_path, "护栏"))
    press(page, "核查通过")
    told(page, "等待回访")
    expect(page.locator(".wg-gallery").first).to_contain_text("处置前")
    expect(page.locator(".wg-gallery").first).to_contain_text("处置后")
    fits(page)


def pick(page: Page, matter: str) -> None:
    """One tap on the matter; one more when its group is folded."""
    label = page.locator("#wg-matters label").filter(has_text=matter)
    if not label.is_visible():
        page.locator("#wg-matters details").filter(has_text=matter).locator("summary").tap()
    label.tap()


def fits(page: Page) -> None:
    holds(page, "worker")
    assert too_small(page) == []
