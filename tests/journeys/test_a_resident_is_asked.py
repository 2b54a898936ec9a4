"""Not satisfied: it is done again, and asked again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import stage_public
from tests.journeys.neighbours import comfortable, follow_words
from tests.journeys.pages import holds
from tests.journeys.server import Site
from tests.journeys.visitors import PHONE, Visitors, choose, onward, open_row, press, told

WHY = "只亮了一盏，另一盏还是黑的"


def test_not_satisfied_means_rework_and_then_it_closes(visitors: Visitors, site: Site) -> None:
    resident = visitors.stranger(PHONE)
    number = follow_words(resident, site, stage_public.TO_RATE)
    expect(resident.locator(".wg-story")).to_contain_text("已经派人修好，请您评价")
    comfortable(resident, "rate")
    rate(resident, "不满意", "")
    expect(resident.locator("[data-error-summary]")).to_contain_text("哪里没有办好")
    comfortable(resident, "rate-refused")
    resident.get_by_label("理由").fill(WHY)
    onward(resident.get_by_role("button", name="提交评价"))
    told(resident, "退回承办单位重新办理")
    comfortable(resident, "rejected")

    unit = visitors.visit("liu")
    unit.goto(f"/cases/{number}/")
    expect(unit.locator("main")).to_contain_text(WHY)
    holds(unit, "rework")
    choose(unit, "办结")
    unit.get_by_label("办理结果").fill("两盏都已修好。")
    press(unit, "办结")
    told(unit, "核查")
    worker = visitors.visit("zhou", PHONE)
    worker.goto(f"/cases/{number}/")
    choose(worker, "核查通过")
    press(worker, "核查通过")
    told(worker, "等待回访")

    resident.reload()
    rate(resident, "满意", "")
    told(resident, "谢谢您的评价")
    expect(resident.locator(".wg-number")).to_contain_text("已结案")
    comfortable(resident, "closed")
    events = [event for event, _ in site.events_of(number)]
    assert events[-4:] == [
        "cases.rejected", "cases.concluded", "cases.confirmed_done", "cases.rated",
    ]  # fmt: skip


def test_two_reports_of_one_thing_end_as_one_and_both_hear_of_it(
    visitors: Visitors, site: Site
) -> None:
    first, second = site.number_of(stage_public.TWIN), site.number_of(stage_public.SAME)
    desk = visitors.visit("wang")
    open_row(desk, stage_public.SAME)
    choose(desk, "合并")
    holds(desk, "merge")
    desk.get_by_label("主事件编号").fill(first)
    press(desk, "合并")
    told(desk, "合并")
    holds(desk, "merged")
    desk.goto(f"/cases/{first}/")
    expect(desk.locator("main")).to_contain_text(second)
    choose(desk, "不予受理")
    desk.get_by_label("理由").fill("积水已退，市政已安排清淤。")
    press(desk, "不予受理")
    for words in (stage_public.TWIN, stage_public.SAME):
        neighbour = visitors.stranger(PHONE)
        follow_words(neighbour, site, words)
        expect(neighbour.locator("main")).to_contain_text("不予受理")
        comfortable(neighbour, "merged")
        expect(neighbour.locator("body")).not_to_contain_text(
            stage_public.SAME if words == stage_public.TWIN else stage_public.TWIN
        )


def rate(page: Page, score: str, reason: str) -> None:
    onward(page.get_by_role("link", name="评价"))
    page.get_by_label(score, exact=True).check()
    page.get_by_label("理由").fill(reason)
    onward(page.get_by_role("button", name="提交评价"))
