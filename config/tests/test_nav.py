from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from config.context import shell
from config.nav import WAYS, home_of, nav_for, seat_of
from config.roles import ROLES
from democity.cast import (
    CAST,
    CITY,
    COUNTY,
    GRID,
    NEXT_DOOR,
    SECOND_GRID,
    TOWNSHIP,
    VILLAGE,
)
from tests.town import CHEN, DENG, HE, HUANG, JIANG, LI, LIU, LUO, PENG, WANG, XIE, ZHOU, actor
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.kernel.scope import Grant
from wangge.staff.models import Account
from wangge.staff.queries import NOBODY

MENUS = [
    (ZHOU, ["待办", "我的网格", "上报", "自办", "事件", "事项清单"]),
    (XIE, ["待办", "上报", "事件", "网格", "网格员", "事项清单"]),
    (WANG, ["工作台", "上报登记", "总览", "网格", "网格员", "事项清单"]),
    (LI, ["待办", "事件", "评价", "不在岗"]),
    (LIU, ["待办", "事件", "不在岗"]),
    (CHEN, ["总览", "事件", "网格", "网格员", "评价", "公示牌", "事项清单"]),
    (HE, ["总览", "事件", "网格", "网格员", "公示牌", "事项清单"]),
    (PENG, ["总览", "事件", "网格", "网格员", "公示牌", "事项清单"]),
    (HUANG, ["账号"]),
    (LUO, ["组织机构", "区划", "工作日历", "时限", "消息发送", "系统状态"]),
    (JIANG, ["审计记录"]),
]


@pytest.mark.parametrize(("by", "labels"), MENUS, ids=lambda it: getattr(it, "role", ""))
def test_each_role_has_its_menu(by: Actor, labels: list[str]) -> None:
    assert [item.label for item in nav_for(by, None, "/")] == labels


@pytest.mark.parametrize(("by", "labels"), MENUS, ids=lambda it: getattr(it, "role", ""))
def test_the_day_begins_at_the_first_line_of_the_menu(by: Actor, labels: list[str]) -> None:
    assert home_of(by) == nav_for(by, None, "/")[0].url


def test_every_line_names_an_address_and_a_permission_that_some_role_has() -> None:
    held = {permission for role in ROLES for permission in role.permissions}
    assert [way for way in WAYS if way.may not in held] == []
    everywhere = Actor(new_id(), "", frozenset(Grant(way.may, CITY) for way in WAYS))
    assert nav_for(everywhere, None, "/")


@pytest.mark.parametrize("one", CAST, ids=lambda one: str(one.username))
@pytest.mark.usefixtures("town")
def test_every_line_opens_for_the_one_to_whom_it_is_offered(one: object) -> None:
    username = str(getattr(one, "username"))  # noqa: B009
    browser = browser_of(username)
    for item in nav_for(actor(username), None, "/"):
        assert browser.get(item.url).status_code == 200, item
    assert browser.get("/", follow=True).status_code == 200


def test_letters_to_press_are_given_once_in_a_menu() -> None:
    for by, _ in MENUS:
        keys = [item.key for item in nav_for(by, None, "/")]
        assert len(keys) == len(set(keys))


def test_looking_into_ones_area_takes_the_menu_along_but_not_ones_own_desk() -> None:
    urls = {item.label: item.url for item in nav_for(DENG, TOWNSHIP, "/")}
    assert urls["总览"] == f"/{TOWNSHIP}/overview/"
    assert urls["工作台"] == f"/{COUNTY}/cases/"


def test_looking_beyond_ones_area_leaves_the_menu_at_home() -> None:
    urls = {item.label: item.url for item in nav_for(WANG, COUNTY, "/")}
    assert urls["总览"] == f"/{TOWNSHIP}/overview/"
    assert nav_for(WANG, NEXT_DOOR, "/") == nav_for(WANG, TOWNSHIP, "/")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (f"/{GRID}/cases/", "事件"),
        (f"/{COUNTY}/cases/431103260610000017/", "事件"),
        (f"/{GRID}/cases/report/", "上报"),
        (f"/{GRID}/cases/todo/", "待办"),
        ("/messages/", None),
        (f"/{GRID}/casesomething/", None),
    ],
)
def test_the_line_of_the_page_is_marked_wherever_the_page_lies(
    path: str, label: str | None
) -> None:
    active = [item.label for item in nav_for(ZHOU, None, path) if item.active]
    assert active == ([label] if label else [])


@pytest.mark.parametrize(
    ("codes", "seat"),
    [
        ([GRID], GRID),
        ([GRID, SECOND_GRID], VILLAGE),
        ([TOWNSHIP, GRID], TOWNSHIP),
        ([TOWNSHIP, NEXT_DOOR], COUNTY),
        ([COUNTY, Code("431181")], CITY),
        ([], None),
    ],
)
def test_several_posts_sit_at_the_narrowest_place_around_them(
    codes: list[Code], seat: Code | None
) -> None:
    grants = frozenset(Grant("cases:view", code) for code in codes)
    assert seat_of(Actor(new_id(), "", grants)) == seat


def test_without_a_post_there_is_no_menu_and_home_are_ones_notices() -> None:
    assert nav_for(NOBODY, TOWNSHIP, "/") == []
    assert home_of(NOBODY) == "/messages/"


@pytest.mark.parametrize(
    ("username", "at", "leads_to"),
    [
        ("he", COUNTY, f"/{COUNTY}/overview/"),
        ("zhou", VILLAGE, f"/{GRID}/cases/todo/"),
        ("li", COUNTY, f"/{COUNTY}/cases/todo/"),
        ("jiang", CITY, "/staff/audit/"),
    ],
)
@pytest.mark.usefixtures("town")
def test_a_place_leads_to_its_overview_or_home(username: str, at: Code, leads_to: str) -> None:
    answer = browser_of(username).get(f"/{at}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)


@pytest.mark.usefixtures("town")
def test_the_way_to_the_place_links_what_is_ones_own() -> None:
    page = browser_of("wang").get(f"/{VILLAGE}/overview/")
    trail = [(crumb.label, crumb.url) for crumb in page.context["shell"].trail]
    assert trail == [
        ("永州市", ""),
        ("冷水滩区", ""),
        ("梅湾街道", f"/{TOWNSHIP}/"),
        ("清桥社区居委会", f"/{VILLAGE}/"),
    ]


@pytest.mark.usefixtures("town")
def test_the_shell_costs_one_statement_when_names_are_remembered(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request = RequestFactory().get(f"/{TOWNSHIP}/overview/")
    request.resolver_match = resolve(request.path)
    known = {"account": Account.objects.get(username="wang"), "actor": WANG, "hats": []}
    request.__dict__.update(known)
    draw(request)
    with django_assert_num_queries(1):  # the unread notices
        draw(request)


def draw(request: object) -> str:
    context = shell(request) | {"title": "页"}  # type: ignore[arg-type]
    return str(render_to_string("ui/page.html", context))


def test_strangers_get_a_page_without_a_statement() -> None:
    """The database is closed to this test: a statement would fail it."""
    request = RequestFactory().get("/sign-in/")
    request.user = AnonymousUser()
    page = draw(request)
    assert "投诉与建议" in page
    assert "wg-nav" not in page


def test_the_footer_shows_what_the_installation_was_given(settings: object) -> None:
    given = {
        "FILING_NUMBER": "湘备-示例-1",
        "MAP_APPROVAL": "湘S-示例-2",
        "COMPLAINTS_PHONE": "0746 0000000",
    }
    for name, value in given.items():
        setattr(settings, name, value)
    page = draw(RequestFactory().get("/"))
    assert "湘备-示例-1" in page
    assert "湘S-示例-2" in page
    assert 'href="tel:07460000000"' in page


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(
        Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return browser
