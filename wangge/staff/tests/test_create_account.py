from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from wangge.journal.models import Entry
from wangge.staff.actions import UnableToCreateAccount, create_account
from wangge.staff.models import Account
from wangge.staff.queries import NOBODY

from .builders import COUNTY, NOW, PASSWORD, an_account, at_the_door, events, security

pytestmark = pytest.mark.django_db


def test_the_account_has_a_one_time_password_and_an_entry_without_it() -> None:
    issued = create_account(" Wang.Lei ", name="王磊", by=security(COUNTY), now=NOW)
    account = Account.objects.get(username="wang.lei")
    assert len(issued.secret) == 16
    assert account.check_password(issued.secret)
    assert account.must_change_password
    assert account.one_time_until is not None
    assert events(account) == ["staff.account_created"]
    entry = Entry.objects.get(event="staff.account_created", subject=f"account:{account.id}")
    assert entry.code == COUNTY
    assert issued.secret not in str(entry.detail)


@pytest.mark.parametrize("username", ["wang", "Wang", " wang "])
def test_a_taken_name_is_refused(username: str) -> None:
    an_account("wang")
    with pytest.raises(UnableToCreateAccount, match="已有人使用"):
        create_account(username, name="王", by=security(), now=NOW)


@pytest.mark.parametrize("username", ["", "王磊", "a b", "-wang", "w" * 41])
def test_a_name_that_will_not_do_is_refused_at_its_field(username: str) -> None:
    with pytest.raises(UnableToCreateAccount) as refusal:
        create_account(username, name="王", by=security(), now=NOW)
    assert refusal.value.field == "username"


def test_without_the_permission_it_is_denied() -> None:
    with pytest.raises(PermissionDenied):
        create_account("wang", name="王", by=NOBODY, now=NOW)


def test_a_person_may_not_choose_the_password_of_another() -> None:
    with pytest.raises(PermissionDenied):
        create_account("wang", name="王", password=PASSWORD, by=security(), now=NOW)


def test_the_page_shows_the_password_once(client: Client) -> None:
    door = at_the_door(client, security())
    assert door.get("/staff/accounts/create_account/").status_code == 200
    page = door.post("/staff/accounts/create_account/", {"username": "wang", "name": "王磊"})
    secret = page.content.decode().partition('<code id="secret">')[2].partition("<")[0]
    assert Account.objects.get(username="wang").check_password(secret)
    assert "no-store" in page.headers["Cache-Control"]
    again = door.post("/staff/accounts/create_account/", {"username": "wang", "name": "王磊"})
    assert again.status_code == 409
    assert "已有人使用" in again.content.decode()
