"""The front door: residents find what they came for, staff their work."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from democity.cast import GRID, person
from wangge.portal.tests.builders import Visitor, board
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("wednesday")
PUBLIC = ["/", "/public/", "/find/", f"/grid/{GRID}/", "/matters-list/", "/report/", "/opinion/"]


def test_whoever_comes_without_an_account_sees_what_can_be_done(client: Client) -> None:
    page = client.get("/").content.decode()
    for words in ("反映问题", "查进度", "查我的网格", "110 报警", "工作人员登录", "投诉与建议"):
        assert words in page


def test_staff_go_to_their_work_and_find_the_public_page_from_there(client: Client) -> None:
    client.force_login(Account.objects.get(pk=person("wang").id))
    home = client.get("/", follow=True)
    assert home.redirect_chain
    assert 'href="/public/"' in home.content.decode()
    assert "回到工作页面" in client.get("/public/").content.decode()


@pytest.mark.parametrize("url", PUBLIC)
def test_big_type_is_one_link_away_and_stays(client: Client, url: str) -> None:
    assert "大字版" in client.get(url).content.decode()
    answer = client.get("/type-size/", {"to": "big", "next": url})
    assert answer.headers["Location"] == url
    page = client.get(url).content.decode()
    assert "wg-portal wg-big" in page
    assert "标准字" in page
    client.get("/type-size/", {"to": "normal", "next": url})
    assert "wg-big" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    "next", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", ""]
)
def test_changing_the_type_leads_nowhere_else(client: Client, next: str) -> None:
    assert client.get("/type-size/", {"to": "big", "next": next}).headers["Location"] == "/"


@pytest.mark.parametrize("url", PUBLIC)
def test_every_page_has_its_landmarks_and_says_who_it_is(
    client: Client, url: str, settings: Any
) -> None:
    settings.FILING_NUMBER, settings.COMPLAINTS_PHONE = "湘ICP备00000000号", "0746-1234567"
    answer = client.get(url)
    page = answer.content.decode()
    for words in ('lang="zh-CN"', 'href="#main"', "<main", "<header", "<footer", "备案编号：湘ICP"):
        assert words in page
    assert 'href="tel:0746-1234567"' in page
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_reading_needs_no_cookie_and_sets_none(client: Client) -> None:
    hung = board(GRID)
    for url in ("/", "/find/", "/find/?q=清桥", f"/grid/{GRID}/", f"/g/{hung.token}/"):
        assert not client.get(url).cookies


def test_who_sent_something_finds_nothing_of_another_s(client: Client) -> None:
    """Neither the pages nor their maps say that anything was reported anywhere."""
    visitor = Visitor()
    visitor.send(visitor.open(f"/report/?grid={GRID}"), words="只有我知道的事")
    for url in [*PUBLIC, f"/grid/{GRID}/map.json", "/find/?q=只有我知道的事"]:
        page = client.get(url).content.decode().replace("“只有我知道的事”", "")
        assert "只有我知道的事" not in page.replace('value="只有我知道的事"', "")


@pytest.mark.parametrize("url", ["/public/", "/find/", f"/grid/{GRID}/", "/matters-list/"])
def test_who_only_asks_whether_a_page_is_there_is_told(client: Client, url: str) -> None:
    assert client.head(url).status_code == 200
