"""A unit among its own people: who does it, who helps, and what they show for it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import stage_public
from tests.journeys.neighbours import photo
from tests.journeys.pages import holds
from tests.journeys.server import Site
from tests.journeys.visitors import Visitors, choose, open_row, press, told


def test_a_liaison_hands_it_over_and_each_unit_shows_what_it_did(
    visitors: Visitors, site: Site, tmp_path: Path
) -> None:
    number = site.number_of(stage_public.IN_UNIT)
    liaison = visitors.visit("li")
    holds(liaison, "workbench")
    open_row(liaison, stage_public.IN_UNIT)
    choose(liaison, "签收")
    choose(liaison, "交给承办人")
    holds(liaison, "hand-to")
    liaison.locator(".wg-form").get_by_text("刘示例").or_(
        liaison.get_by_label("承办人")
    ).first.click()
    press(liaison, "交给承办人")
    told(liaison, "承办人")

    helper = visitors.visit("qin")
    open_row(helper, stage_public.IN_UNIT)
    choose(helper, "签收")
    choose(helper, "反馈")
    helper.get_by_label("办理情况").fill("井盖已送到。")
    helper.locator("input[type=file]").set_input_files(photo(tmp_path, "井盖"))
    press(helper, "反馈")
    told(helper, "已反馈")

    handler = visitors.visit("liu")
    handler.goto(f"/cases/{number}/")
    holds(handler, "handler")
    choose(handler, "办结")
    handler.get_by_label("办理结果").fill("井盖已盖好。")
    handler.locator("input[type=file]").set_input_files(
        [photo(tmp_path, "盖好一"), photo(tmp_path, "盖好二")]
    )
    press(handler, "办结")
    told(handler, "核查")
    expect(handler.locator(".wg-gallery img")).to_have_count(4)
    holds(handler, "shown")
    assert [event for event, _ in site.events_of(number)][-4:] == [
        "files.attached", "cases.fed_back", "files.attached", "cases.concluded",
    ]  # fmt: skip
