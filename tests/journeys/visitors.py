"""People in front of a browser, whose console is listened to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from democity.cast import PASSWORD
from tests.journeys.server import Site

DESK: ViewportSize = {"width": 1366, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
CHROMIUM = "/usr/bin/chromium"
PATIENCE = 15_000  # ms, for a machine with other work to do
OVERTAKEN = {f"htmx:{event}, [object HTMLElement]" for event in ("afterRequest", "sendAbort")}
QUIET = [
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


expect.set_options(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=False, args=QUIET
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitors:
    """Whoever a journey needs, each with a browser of their own, and what went wrong there."""

    browser: Browser
    site: Site
    sessions: dict[str, Any]
    open: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def stranger(self, size: ViewportSize = DESK, **more: Any) -> Page:
        """A browser in which nobody is signed in."""
        phone = size == PHONE
        context = self.browser.new_context(
            base_url=self.site.url, viewport=size, is_mobile=phone, has_touch=phone,
            locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("response", self._answered)
        self.open.append(context)
        return context.new_page()

    def visit(self, username: str, size: ViewportSize = DESK, **more: Any) -> Page:
        """At the start page of somebody of the cast; their session lasts for all journeys."""
        if username not in self.sessions:
            page = self.stranger(size, **more)
            sign_in(page, username, PASSWORD)
            self.sessions[username] = page.context.storage_state()
            return page
        page = self.stranger(size, storage_state=self.sessions[username], **more)
        page.goto("/")
        return page

    def leave(self) -> None:
        for context in self.open:
            context.close()
        self.open.clear()

    def _heard(self, message: ConsoleMessage) -> None:
        """What a page loads is judged by `_answered`; htmx complains of requests it overtakes."""
        usual = message.text.startswith("Failed to load resource") or message.text in OVERTAKEN
        if message.type == "error" and not usual:
            self.faults.append(f"{message.text} ({message.location['url']})")

    def _answered(self, response: Response) -> None:
        loaded = response.request.resource_type != "document"
        if response.status >= 500 or (loaded and response.status >= 400):
            self.faults.append(f"{response.status} {response.url}")


def onward(target: Locator) -> None:
    """A click, and the page that it leads to, wholly loaded."""
    with target.page.expect_navigation():
        target.click()


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    onward(page.get_by_role("button", name="登录"))


def told(page: Page, words: str | re.Pattern[str]) -> None:
    """The page says so, where people look first."""
    expect(page.locator(".wg-notice").filter(has_text=words).first).to_be_visible()


def number_of(page: Page) -> str:
    """The number of the case whose page this is."""
    found = re.search(r"/cases/(\d{18})/", page.url)
    assert found, page.url
    return found[1]


def go(page: Page, label: str) -> None:
    """A line of the menu."""
    menu = page.get_by_role("navigation", name="主导航")
    onward(menu.get_by_role("link", name=label).first)


def open_row(page: Page, words: str) -> None:
    """A line of a list."""
    onward(page.locator("[data-row]").filter(has_text=words).get_by_role("link").first)


def press(page: Page, label: str) -> None:
    """A button at the end of a form."""
    onward(page.locator(".wg-form-end").get_by_role("button", name=label, exact=True))


def choose(page: Page, label: str) -> None:
    """A line of the action bar."""
    bar = page.locator(".wg-actions")
    link = bar.get_by_role("link", name=label, exact=True)
    onward(link.or_(bar.get_by_role("button", name=label, exact=True)))
