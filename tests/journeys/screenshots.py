"""The README's pictures, taken of a running demo: `make screenshots PORT=8000`."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, ViewportSize, expect

from config.launch.folders import REPO, made
from democity.cast import PASSWORD
from tests.journeys.visitors import DESK, PHONE, chromium, go, sign_in

IMAGES = REPO / "docs/images"
TAKEN: dict[str, tuple[str, str, ViewportSize]] = {
    "desk": ("deng", "工作台", DESK),
    "worker": ("zhou", "待办", PHONE),
}


def take(browser: Browser, url: str, name: str) -> None:
    """What somebody sees on the first page of their day, as far as the window reaches."""
    username, page_of_menu, size = TAKEN[name]
    context = browser.new_context(
        base_url=url, viewport=size, device_scale_factor=2 if size == PHONE else 1, locale="zh-CN"
    )
    page = context.new_page()
    sign_in(page, username, PASSWORD)
    go(page, page_of_menu)
    expect(page.locator("[data-row]").first).to_be_visible()
    page.screenshot(path=made(IMAGES) / f"{name}.png")
    context.close()


def take_public(browser: Browser, url: str) -> None:
    """What a resident sees first."""
    context = browser.new_context(
        base_url=url, viewport=PHONE, device_scale_factor=2, locale="zh-CN"
    )
    page = context.new_page()
    page.goto("/")
    page.screenshot(path=made(IMAGES) / "public.png")
    context.close()


def main(url: str) -> None:
    with chromium() as browser:
        take_public(browser, url)
        for name in TAKEN:
            take(browser, url, name)
            print(IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1])
