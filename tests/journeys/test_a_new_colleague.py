"""An account from its first minute: one-time password, own password, two posts, a lock."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.pages import holds, too_small
from tests.journeys.visitors import PHONE, Visitors, choose, go, onward, press, sign_in, told

USERNAME, NAME, OWN = "sun", "孙示例", "Qing-Qiao-27-Hao"
WRONG = "不是这个密码"


def test_a_new_colleague_gets_an_account_two_posts_and_is_unlocked(visitors: Visitors) -> None:
    security = visitors.visit("huang")
    once = create(security)
    give(security, "平台操作员", "431103001", "梅湾街道办事处（示例）")
    give(security, "部门联络员", "431103", "冷水滩区城市管理局（示例）")
    sun = visitors.stranger(PHONE)
    set_own_password(sun, once)
    change_posts(sun)
    sign_out(sun)
    lock(sun)
    unlock(security)
    sign_in(sun, USERNAME, OWN)
    expect(sun.get_by_role("navigation", name="主导航")).to_be_visible()


def create(page: Page) -> str:
    go(page, "账号")
    onward(page.get_by_role("link", name="创建账号"))
    page.get_by_label("用户名").fill(USERNAME)
    page.get_by_label("姓名").fill(NAME)
    press(page, "创建")
    once = page.locator("#secret").inner_text()
    holds(page, "issued")
    onward(page.get_by_role("link", name="返回"))
    expect(page.locator(".wg-state")).to_contain_text("待首次改密")
    return once


def give(page: Page, role: str, code: str, unit: str) -> None:
    choose(page, "任命岗位")
    page.get_by_label("角色").select_option(label=role)
    page.get_by_label("区划代码").fill(code)
    page.get_by_label("单位").fill(unit)
    press(page, "任命")
    told(page, "岗位已任命")


def set_own_password(page: Page, once: str) -> None:
    sign_in(page, USERNAME, WRONG)
    told(page, "用户名或密码不正确")
    expect(page.get_by_label("用户名")).to_have_value(USERNAME)
    expect(page.get_by_label("密码")).to_have_value("")
    sign_in(page, USERNAME, once)
    expect(page.locator("h1")).to_have_text("设置自己的密码")
    page.goto("/messages/")
    expect(page.locator("h1")).to_have_text("设置自己的密码")
    holds(page, "forced")
    assert too_small(page) == []
    page.get_by_label("原密码").fill(once)
    page.get_by_label("新密码", exact=False).first.fill("12345")
    page.get_by_label("再输一遍新密码").fill("12345")
    press(page, "保存")
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.get_by_label("原密码").fill(once)
    page.get_by_label("新密码", exact=False).first.fill(OWN)
    page.get_by_label("再输一遍新密码").fill(OWN)
    press(page, "保存")
    told(page, "密码已修改")


def change_posts(page: Page) -> None:
    """The menu is that of the post under which one acts."""
    nav = page.get_by_role("navigation", name="主导航")
    expect(nav).to_contain_text("工作台")
    menu = page.locator("header details.wg-menu").filter(has=page.locator(".wg-who"))
    menu.locator("summary").click()
    holds(page, "posts")
    assert too_small(page) == []
    onward(menu.get_by_role("button", name="部门联络员"))
    expect(nav).to_contain_text("待办")
    expect(nav).not_to_contain_text("工作台")


def sign_out(page: Page) -> None:
    page.locator("header details.wg-menu").filter(has=page.locator(".wg-who")).locator(
        "summary"
    ).click()
    onward(page.get_by_role("button", name="退出登录"))
    expect(page.locator("h1")).to_have_text("登录")


def lock(page: Page) -> None:
    for _ in range(5):
        sign_in(page, USERNAME, WRONG)
    told(page, "密码连续输错 5 次")
    holds(page, "locked")
    sign_in(page, USERNAME, OWN)
    told(page, "暂时不能登录")


def unlock(page: Page) -> None:
    page.reload()
    expect(page.locator(".wg-state")).to_contain_text("已锁定")
    choose(page, "解锁")
    told(page, "账号已解锁")
