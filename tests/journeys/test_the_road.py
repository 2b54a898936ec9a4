"""One matter, from a report to its closing, by six people."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.journeys.pages import holds
from tests.journeys.server import Site
from tests.journeys.visitors import (
    PHONE,
    Visitors,
    choose,
    go,
    number_of,
    onward,
    open_row,
    press,
    told,
)

WORDS = "清桥路桥头路灯不亮，桥下水沟堵塞"


def test_a_matter_goes_all_the_way_from_report_to_closing(visitors: Visitors, site: Site) -> None:
    number = report(visitors.visit("zhou"))
    operator = visitors.visit("wang")
    accept_and_dispatch(operator, number)
    hear_and_sign(visitors.visit("li"), number)
    sign_and_feed_back(visitors.visit("qin"))
    conclude(visitors.visit("liu"))
    verify(visitors.visit("zhou", PHONE), number)
    close(operator)
    assert steps_on(operator) == [
        ("上报", "周示例"),
        ("受理", "王示例"),
        ("分派", "王示例"),
        ("签收", "李示例"),
        ("签收", "秦示例"),
        ("反馈办理情况", "秦示例"),
        ("办结", "刘示例"),
        ("核查通过", "周示例"),
        ("结案", "王示例"),
    ]
    assert site.events_of(number) == [
        ("cases.reported", "周示例"),
        ("cases.accepted", "王示例"),
        ("cases.dispatched", "王示例"),
        ("cases.signed", "李示例"),
        ("cases.signed", "秦示例"),
        ("cases.fed_back", "秦示例"),
        ("cases.concluded", "刘示例"),
        ("cases.confirmed_done", "周示例"),
        ("cases.closed", "王示例"),
    ]


def report(worker: Page) -> str:
    go(worker, "上报")
    worker.get_by_text("公共设施损坏上报").click()
    worker.get_by_label("情况").fill(WORDS)
    worker.locator("[data-canvas] canvas").first.click()
    expect(worker.locator("[data-map-words]")).to_contain_text("已选位置")
    worker.get_by_label("具体地点").fill("清桥路桥头")
    holds(worker, "road")
    press(worker, "上报")
    number = number_of(worker)
    told(worker, f"已上报，编号 {number}")
    return number


def accept_and_dispatch(operator: Page, number: str) -> None:
    open_row(operator, WORDS)
    expect(operator.get_by_role("heading", level=1)).to_contain_text(number)
    holds(operator, "road")
    choose(operator, "受理")
    holds(operator, "road")
    press(operator, "受理")
    told(operator, "已受理")
    choose(operator, "分派")
    operator.get_by_role("radio", name="冷水滩区城市管理局（示例）牵头").check()
    operator.get_by_role("checkbox", name="冷水滩区水利局（示例）协办").check()
    operator.get_by_label("交办意见").fill("路灯归城管，水沟归水利。")
    holds(operator, "road")
    press(operator, "分派")
    told(operator, "已分派")


def hear_and_sign(liaison: Page, number: str) -> None:
    hear(liaison, f"事件 {number} 待签收")
    choose(liaison, "签收")
    told(liaison, "已签收")


def sign_and_feed_back(participant: Page) -> None:
    open_row(participant, WORDS)
    choose(participant, "签收")
    choose(participant, "反馈")
    holds(participant, "road")
    participant.get_by_label("办理情况").fill("水沟已清淤。")
    press(participant, "反馈")
    told(participant, "已反馈给牵头单位")


def conclude(handler: Page) -> None:
    onward(handler.locator(".nav-tabs").get_by_role("link", name="在办"))
    open_row(handler, WORDS)
    choose(handler, "办结")
    holds(handler, "road")
    handler.get_by_label("办理结果").fill("更换灯头两个，已亮。")
    press(handler, "办结")
    told(handler, "等待网格员到现场核查")


def verify(worker: Page, number: str) -> None:
    hear(worker, f"事件 {number} 已办结，待您核查")
    choose(worker, "核查通过")
    worker.get_by_label("现场情况").fill("灯亮了，水沟通了。")
    press(worker, "核查通过")
    told(worker, "核查通过，等待回访")


def close(operator: Page) -> None:
    operator.reload()
    choose(operator, "结案")
    holds(operator, "road")
    operator.get_by_text("无需回访（网格员自行发现）").click()
    press(operator, "结案")
    told(operator, "已结案")
    holds(operator, "road-end")


def hear(page: Page, title: str) -> None:
    """The bell brings them there, as soon as the relay has carried the news."""
    onward(page.locator("#wg-bell"))
    news = page.get_by_role("button", name=title)
    deadline = time.monotonic() + 20
    while not news.is_visible() and time.monotonic() < deadline:
        page.wait_for_timeout(300)
        page.reload()
    assert "未读" in page.locator("#wg-bell-count").inner_text()
    onward(news)


def steps_on(page: Page) -> list[tuple[str, str]]:
    """The timeline as it is read: what, and by whom."""
    steps = page.locator(".wg-timeline .wg-step")
    what = steps.locator("strong").all_inner_texts()
    who = steps.locator(".wg-step-who").all_inner_texts()
    return [(a, b.split(" · ")[0]) for a, b in zip(what, who, strict=True)]
