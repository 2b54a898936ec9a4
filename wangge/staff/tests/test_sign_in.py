from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from wangge.staff.actions import create_account
from wangge.staff.models import Account, SignIn
from wangge.staff.views.sign_in import DEMO_PASSWORD

from .builders import PASSWORD, TOWNSHIP, a_post, a_role, an_account, security

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin() -> Account:
    account = an_account("lin", name="林")
    a_post(account, a_role("operator", "cases:accept"), TOWNSHIP)
    return account


def test_name_and_password_open_the_door_and_the_session_gets_a_new_key(
    client: Client, lin: Account
) -> None:
    client.get("/sign-in/")
    before = client.session.session_key
    response = client.post("/sign-in/", {"username": " LIN ", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert client.session.session_key != before
    assert "最近登录" in client.get("/account/").content.decode()
    assert SignIn.objects.get(account=lin).outcome == "in"


@pytest.mark.parametrize("username", ["lin", "nobody"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(
    client: Client, lin: Account, username: str
) -> None:
    response = client.post("/sign-in/", {"username": username, "password": "wrong"})
    assert response.status_code == 422
    assert "用户名或密码不正确" in response.content.decode()


def test_a_disabled_account_is_kept_out(client: Client, lin: Account) -> None:
    Account.objects.filter(id=lin.id).update(is_active=False)
    response = client.post("/sign-in/", {"username": "lin", "password": PASSWORD})
    assert response.status_code == 422


def test_five_failures_lock_the_account_at_this_address_only(client: Client, lin: Account) -> None:
    an_account("ouyang")
    for _ in range(4):
        assert client.post("/sign-in/", {"username": "lin", "password": "no"}).status_code == 422
    locked = client.post("/sign-in/", {"username": "lin", "password": "no"})
    assert locked.status_code == 429
    page = locked.content.decode()
    assert "之后再试" in page
    assert "安全管理员" in page
    right = {"username": "lin", "password": PASSWORD}
    assert client.post("/sign-in/", right).status_code == 429
    beside = {"username": "ouyang", "password": PASSWORD}
    assert Client().post("/sign-in/", beside).status_code == 303
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert elsewhere.post("/sign-in/", right).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/account/", "/account/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_comes_back_to_a_page_of_this_house_only(
    client: Client, lin: Account, wanted: str, reached: str
) -> None:
    told = {"username": "lin", "password": PASSWORD, "next": wanted}
    assert client.post("/sign-in/", told).headers["Location"] == reached


def test_the_demo_password_is_refused_unless_allowed(client: Client, lin: Account) -> None:
    lin.set_password(DEMO_PASSWORD)
    lin.save()
    told = {"username": "lin", "password": DEMO_PASSWORD}
    with override_settings(DEMO_PASSWORD_ALLOWED=False):
        response = client.post("/sign-in/", told)
    assert response.status_code == 422
    assert "演示密码" in response.content.decode()
    with override_settings(DEMO_PASSWORD_ALLOWED=True):
        assert client.post("/sign-in/", told).status_code == 303


def test_a_one_time_password_lasts_seven_days(client: Client) -> None:
    by, now = security(), timezone.now()
    fresh = create_account("fresh", name="新", by=by, now=now - timedelta(days=6, hours=23))
    stale = create_account("stale", name="旧", by=by, now=now - timedelta(days=7, hours=1))
    told = {"username": "stale", "password": stale.secret}
    response = client.post("/sign-in/", told)
    assert "已过期" in response.content.decode()
    told = {"username": "fresh", "password": fresh.secret}
    assert client.post("/sign-in/", told).status_code == 303


def test_signing_out_ends_the_session(client: Client, lin: Account) -> None:
    client.force_login(lin)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302


def test_who_is_not_signed_in_is_sent_to_the_door_and_back(client: Client) -> None:
    page = client.get("/account/?a=1")
    assert page.headers["Location"] == "/sign-in/?next=%2Faccount%2F%3Fa%3D1"
    seen = "http://testserver/account/"
    partial = client.get("/account/", headers={"HX-Request": "true", "HX-Current-URL": seen})
    assert partial.headers["HX-Redirect"] == "/sign-in/?next=%2Faccount%2F"


def test_behind_a_proxy_a_lock_and_the_record_are_of_the_caller_s_own_address(
    client: Client, lin: Account
) -> None:
    far, near = {"X-Forwarded-For": "192.0.2.7"}, {"X-Forwarded-For": "192.0.2.8"}
    with override_settings(TRUSTED_PROXIES=1):
        for _ in range(5):
            client.post("/sign-in/", {"username": "lin", "password": "wrong"}, headers=far)
        told = {"username": "lin", "password": PASSWORD}
        assert client.post("/sign-in/", told, headers=far).status_code == 429
        assert client.post("/sign-in/", told, headers=near).status_code == 303
    latest = SignIn.objects.order_by("at").last()
    assert latest is not None
    assert (latest.outcome, latest.address) == ("in", "192.0.2.8")
