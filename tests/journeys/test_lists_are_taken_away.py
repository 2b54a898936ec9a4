"""A filter is kept under a name, a short list comes at once, a long one when it is written."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import psycopg
from playwright.sync_api import Page, expect

from tests.environment import SERVER
from tests.journeys.pages import faults_of, grave, too_small
from tests.journeys.visitors import PHONE, Visitors

ROSTER = "/431103001/workers/"
MANY = 2_600


def enrol_many(database: str) -> None:
    """More workers than a list answers at once."""
    with psycopg.connect(SERVER.dsn(database)) as connection:
        connection.execute(
            "INSERT INTO workers_worker (id, code, name, phone, kind, source)"
            " SELECT gen_random_uuid(), '431103001002', '众示例' || n, '1390000' || n, 'part_time',"
            " 'volunteer' FROM generate_series(1000, 1000 + %s - 1) n",
            [MANY],
        )


def unenrol_many(database: str) -> None:
    with psycopg.connect(SERVER.dsn(database)) as connection:
        connection.execute("DELETE FROM workers_worker WHERE name LIKE '众示例%'")


def rows_of(page: Page, button: str) -> list[list[str]]:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button, exact=True).or_(
            page.get_by_role("link", name=button, exact=True)
        ).click()
    return read(coming.value.path())


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


def test_a_filter_is_kept_used_and_dropped(visitors: Visitors) -> None:
    page = visitors.visit("peng")
    page.goto(f"{ROSTER}?kind=full_time")
    page.get_by_text("保存筛选").click()
    page.get_by_label("给现在的筛选起个名称").fill("专职的")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("筛选已保存")).to_be_visible()
    page.goto(ROSTER)
    page.get_by_role("link", name="专职的").click()
    expect(page).to_have_url(re.compile("kind=full_time"))
    assert not faults_of(page)
    assert not grave(page)
    page.get_by_role("button", name="删除保存的筛选“专职的”").click()
    expect(page.get_by_text("保存的筛选已删除")).to_be_visible()
    expect(page.get_by_role("link", name="专职的")).to_have_count(0)


def test_a_short_list_comes_at_once(visitors: Visitors) -> None:
    page = visitors.visit("peng")
    page.goto(ROSTER)
    rows = rows_of(page, "导出 CSV")
    counted = page.locator(".wg-total strong").inner_text()
    assert len(rows) - 1 == int(counted)
    with page.expect_download() as coming:
        page.get_by_role("button", name="导出 Excel").click()
    assert coming.value.suggested_filename.endswith(".xlsx")


def test_a_long_one_is_written_meanwhile(visitors: Visitors) -> None:
    enrol_many(visitors.site.database)
    try:
        page = visitors.visit("peng")
        page.goto(f"{ROSTER}?name=众示例")
        expect(page.locator(".wg-total strong")).to_have_text(f"{MANY:,}")
        page.get_by_role("button", name="导出 CSV").click()
        expect(page).to_have_url(re.compile("/exports/"))
        expect(page.get_by_role("link", name="下载文件")).to_be_visible(timeout=60_000)
        rows = rows_of(page, "下载文件")
        assert len(rows) - 1 == MANY
        assert len({tuple(row) for row in rows}) == MANY + 1
        assert not faults_of(page)
        assert not grave(page)
        page.goto("/messages/")
        expect(page.get_by_text("可以下载了")).to_be_visible()
        page.goto("/exports/")
        expect(page.get_by_text("可以下载", exact=True)).to_be_visible()
    finally:
        unenrol_many(visitors.site.database)


def test_on_a_phone_everything_can_be_tapped(visitors: Visitors) -> None:
    page = visitors.visit("peng", size=PHONE)
    page.goto(f"{ROSTER}?kind=full_time&rows=100")
    assert not faults_of(page)
    assert not [fault for fault in too_small(page) if "导出" in fault or "筛选" in fault]
    expect(page.get_by_label("每页行数")).to_be_visible()
