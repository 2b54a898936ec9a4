"""Choosing photos on a phone, with the script and without it, under the strict policy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from config.launch import locks
from conftest import clone
from tests.environment import DATABASE, SERVER
from tests.journeys.visitors import PHONE, chromium

from .builders import opened, picture
from .live import LOOPBACK, small_site

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


Kept = Callable[[], list[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("photos")


@pytest.fixture(scope="module")
def database(template: str) -> Iterator[str]:
    name = f"{DATABASE}_photos"
    with locks.exclusive(SERVER.folders.home / "template.lock"):
        clone(template, name)
    yield name
    SERVER.drop(name)


@pytest.fixture(scope="module")
def address(database: str, folder: Path) -> Iterator[str]:
    with small_site(database, folder) as port:
        yield f"http://{LOOPBACK}:{port}/test/remark/"


@pytest.fixture(scope="module")
def browser(address: str) -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def kept(database: str) -> Kept:
    """Call it for the names of the photos that were kept since the test began."""

    def names() -> list[str]:
        with psycopg.connect(SERVER.dsn(database)) as connection:
            rows = connection.execute("SELECT name FROM files_attachment ORDER BY id").fetchall()
        return [row[0] for row in rows]

    before = len(names())
    return lambda: names()[before:]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone with the form open; nothing may go wrong in its console."""
    faults: list[str] = []

    def listen(line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"}:
            faults.append(line.text)

    page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", listen)
    page.goto(address)
    page.wait_for_function("() => Boolean(customElements.get('wg-photos'))")
    yield page
    page.context.close()
    assert not faults


def file(data: bytes, name: str, kind: str = "image/jpeg") -> Any:
    return {"name": name, "mimeType": kind, "buffer": data}


def noisy(size: tuple[int, int], **options: Any) -> bytes:
    """A photo that is not smaller than it looks."""
    noise = Image.effect_noise((size[0] // 8, size[1] // 8), 90).convert("RGB").resize(size)
    written = BytesIO()
    noise.save(written, "JPEG", quality=95, **options)
    return written.getvalue()


def choose(page: Page, *files: Any) -> None:
    page.locator("input[type=file]").set_input_files(list(files))
    expect(page.locator("[data-photo-words]")).not_to_have_text("正在准备照片…")


def chosen(page: Page) -> list[str]:
    return page.locator("[data-chosen] li span").all_inner_texts()


def test_photos_are_made_small_shown_listed_and_sent(page: Page, kept: Kept, folder: Path) -> None:
    large = noisy((4000, 3000))
    choose(page, file(large, "大图.jpg"), file(picture(), "小图.jpg"))
    choose(page, file(picture("PNG"), "又一张.png", "image/png"))
    assert [it.split("，")[0] for it in chosen(page)] == ["大图.jpg", "小图.jpg", "又一张.png"]
    shown = page.locator("[data-chosen] img").first
    assert shown.evaluate("image => image.naturalWidth") == 2560
    page.get_by_role("button", name="去掉照片 小图.jpg").click()
    assert len(chosen(page)) == 2
    said = json.loads(page.locator("[data-manifest]").input_value())
    assert [it["name"] for it in said] == ["大图.jpg", "又一张.png"]
    assert said[0]["size"] < len(large)
    assert said[1]["sha256"] == hashlib.sha256(picture("PNG")).hexdigest()
    page.get_by_label("情况").fill("坏了")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="谢谢")).to_be_visible()
    assert kept() == ["大图.jpg", "又一张.png"]
    sizes = [opened(it.read_bytes()) for it in folder.glob("*/*") if not it.suffix]
    assert sorted(sizes) == [(64, 48), (2560, 1920)]


def test_what_is_no_photo_is_named_and_not_chosen(page: Page) -> None:
    choose(page, file(b"%PDF", "合同.pdf", "application/pdf"), file(picture(), "好.jpg"))
    words = page.locator("[data-photo-words]")
    expect(words).to_contain_text("“合同.pdf”不是照片，没有选入")
    assert [it.split("，")[0] for it in chosen(page)] == ["好.jpg"]
    choose(page, file(b"\0\0\0\x18ftypheic", "IMG_1.HEIC", "image/heic"))
    expect(words).to_contain_text("“IMG_1.HEIC”是 HEIC 格式")
    choose(page, *(file(picture(colour=(n * 40, 0, 0)), f"{n}.jpg") for n in range(1, 7)))
    expect(words).to_contain_text("最多 6 张，“6.jpg”没有选入。")
    assert len(chosen(page)) == 6


def test_a_press_while_photos_are_being_made_small_waits_for_them(page: Page, kept: Kept) -> None:
    page.get_by_label("情况").fill("急")
    page.locator("input[type=file]").set_input_files([file(noisy((6000, 4000)), "大.jpg")])
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="谢谢")).to_be_visible()
    assert kept() == ["大.jpg"]


def test_without_a_photo_the_form_goes_as_it_is(page: Page, kept: Kept) -> None:
    page.get_by_label("情况").fill("没有照片")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="谢谢")).to_be_visible()
    assert kept() == []


def test_the_place_of_a_photo_does_not_leave_the_phone_when_it_is_made_small(page: Page) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (26.0, 25.0, 13.5)})
    choose(page, file(noisy((4000, 3000), exif=exif), "有位置.jpg"))
    inside = page.evaluate(
        "document.querySelector('input[type=file]').files[0].text().then(t => t.includes('Exif'))"
    )
    assert not inside


def test_without_a_script_it_works_as_well(browser: Browser, address: str, kept: Kept) -> None:
    plain = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(address)
    plain.locator("input[type=file]").set_input_files([file(picture(), "现场.jpg")])
    plain.get_by_label("情况").fill("坏了")
    plain.get_by_role("button", name="提交").click()
    expect(plain.get_by_role("heading", name="谢谢")).to_be_visible()
    assert kept() == ["现场.jpg"]
