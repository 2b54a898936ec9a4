from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from wangge.messages import actions, queries

from .builders import NOW, a_reader, browser_of, told

pytestmark = pytest.mark.django_db


def test_the_list_shows_unread_first_then_newest_first() -> None:
    wang = a_reader("wang")
    first, second, third = (told(wang, title=f"事件 {n}")[0] for n in range(3))
    actions.mark_read(third.id, by=wang, now=NOW)
    assert list(queries.notices_of(wang)) == [second, first, third]
    page = browser_of(wang).get("/messages/").content.decode()
    assert page.index("事件 1") < page.index("事件 0") < page.index("事件 2")


def test_nobody_sees_anothers_notices() -> None:
    wang, deng = a_reader("wang"), a_reader("deng")
    told(wang, title="只给王的")
    assert "只给王的" not in browser_of(deng).get("/messages/").content.decode()


def test_an_empty_list_says_what_will_come() -> None:
    page = browser_of(a_reader("wang")).get("/messages/").content.decode()
    assert "还没有消息" in page
    assert "全部标为已读" not in page


def test_pages_follow_each_other_across_the_border_of_unread_and_read() -> None:
    wang = a_reader("wang")
    for n in range(60):
        (notice,) = told(wang, title=f"事件 第{n}号")
        if n % 2:
            actions.mark_read(notice.id, by=wang, now=NOW)
    browser, seen, token = browser_of(wang), [], None
    while token != "":
        answer = browser.get("/messages/", {"page": token} if token else {})
        page = answer.context["page"]
        seen += [notice.id for notice in page.rows]
        token = page.next or ""
    assert seen == [notice.id for notice in queries.notices_of(wang)]


def test_the_bell_says_how_many_are_unread() -> None:
    wang = a_reader("wang")
    told(wang)
    told(wang)
    answer = browser_of(wang).get("/messages/bell/").content.decode()
    assert ">2<" in answer.replace("</span>2", ">2").replace(" ", "")
    assert "<html" not in answer


def test_above_ninety_nine_the_bell_stops_counting() -> None:
    wang = a_reader("wang")
    for _ in range(101):
        told(wang)
    assert queries.unread_of(wang.id) == 100
    assert "99+" in browser_of(wang).get("/messages/bell/").content.decode()


def test_the_bell_costs_one_statement_besides_knowing_who_asks(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    wang = a_reader("wang")
    browser = browser_of(wang)
    browser.get("/messages/bell/")
    with django_assert_num_queries(4) as asked:  # session, account, posts, count
        browser.get("/messages/bell/", headers={"HX-Request": "true", "HX-Trigger": "wg-bell"})
    assert about_notices(asked) == 1


def about_notices(asked: CaptureQueriesContext) -> int:
    return sum("messages_notice" in statement["sql"] for statement in asked.captured_queries)


def test_the_list_costs_as_much_for_fifty_notices_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    wang = a_reader("wang")
    browser = browser_of(wang)
    told(wang)
    browser.get("/messages/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/messages/")
    for _ in range(50):
        told(wang)
    with django_assert_num_queries(len(one)):
        browser.get("/messages/")


@pytest.mark.parametrize("path", ["/messages/", "/messages/bell/"])
def test_strangers_are_asked_to_sign_in(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 302
    assert "next=" in answer.headers["Location"]
