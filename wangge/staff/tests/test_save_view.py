from __future__ import annotations

import re

import pytest
from django.test import Client

from wangge.kernel.actor import Actor
from wangge.staff.actions import UnableToSaveView, save_view
from wangge.staff.actions.save_view import MOST
from wangge.staff.models import SavedView
from wangge.staff.queries import views_of

from .builders import NOW, an_admin, at_the_door

pytestmark = pytest.mark.django_db
ACCOUNTS = "/staff/accounts/"


@pytest.fixture
def hu() -> Actor:
    return an_admin("security_admin", username="hu")


def shown_in(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]+)"', page)
    assert found
    return found[1]


def saved_from(door: Client, address: str, name: str) -> str:
    """Open a list, save how it is narrowed, and come back to it."""
    shown = shown_in(door.get(address).content.decode())
    answer = door.post("/account/views/save_view/", {"shown": shown, "name": name}, follow=True)
    return str(answer.content.decode())


def test_a_filter_is_saved_under_a_name_and_one_under_the_same_name_replaced(hu: Actor) -> None:
    save_view("staff:accounts", name=" 停用  的 ", query="state=active", by=hu, now=NOW)
    save_view("staff:accounts", name="停用 的", query="state=disabled", by=hu, now=NOW)
    (view,) = views_of(hu.id, "staff:accounts")
    assert (view.name, view.query) == ("停用 的", "state=disabled")


def test_it_belongs_to_one_person_and_one_list(hu: Actor) -> None:
    save_view("staff:accounts", name="停用", query="state=disabled", by=hu, now=NOW)
    other = an_admin("security_admin", username="other")
    assert not views_of(other.id, "staff:accounts")
    assert not views_of(hu.id, "staff:organisations")


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        (" ", "state=active", "名称"),
        ("长" * 31, "state=active", "30"),
        ("空", "", "没有筛选条件"),
        ("长", "q" * 1001, "太长"),
    ],
)
def test_a_name_or_a_filter_that_cannot_be_kept_is_refused(
    hu: Actor, name: str, query: str, said: str
) -> None:
    with pytest.raises(UnableToSaveView, match=said):
        save_view("staff:accounts", name=name, query=query, by=hu, now=NOW)


def test_there_is_an_end_to_them_but_one_may_still_be_replaced(hu: Actor) -> None:
    for number in range(MOST):
        save_view("staff:accounts", name=f"第{number}个", query="state=active", by=hu, now=NOW)
    with pytest.raises(UnableToSaveView, match="20"):
        save_view("staff:accounts", name="多一个", query="state=active", by=hu, now=NOW)
    save_view("staff:accounts", name="第0个", query="state=locked", by=hu, now=NOW)


def test_the_list_offers_to_save_how_it_is_narrowed_and_shows_what_was_saved(
    client: Client, hu: Actor
) -> None:
    door = at_the_door(client, hu)
    page = saved_from(door, f"{ACCOUNTS}?state=disabled&words=&page=x&sort=created_at&no=1", "停用")
    (view,) = views_of(hu.id, "staff:accounts")
    assert view.query == "state=disabled"
    assert "筛选已保存" in page
    assert 'href="/staff/accounts/?state=disabled" aria-current="true">停用</a>' in re.sub(
        r"\s+", " ", page
    )
    assert "停用</a>" not in door.get("/messages/").content.decode()


def test_a_list_that_is_not_narrowed_says_what_to_do_first(client: Client, hu: Actor) -> None:
    page = at_the_door(client, hu).get(ACCOUNTS).content.decode()
    assert "请先筛选，再保存" in page
    assert "save_view" not in page


def test_what_was_not_given_out_by_a_list_is_not_saved(client: Client, hu: Actor) -> None:
    door = at_the_door(client, hu)
    for shown in ("", "forged", "W10:x"):
        answer = door.post("/account/views/save_view/", {"shown": shown, "name": "停用"})
        assert answer.status_code == 404
    assert not SavedView.objects.exists()


def test_a_refusal_is_said_on_the_list(client: Client, hu: Actor) -> None:
    page = saved_from(at_the_door(client, hu), f"{ACCOUNTS}?state=disabled", " ")
    assert "请给这个筛选起个名称" in page
