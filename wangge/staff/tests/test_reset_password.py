from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from wangge.staff.actions import UnableToResetPassword, reset_password
from wangge.staff.queries import actor_for

from .builders import (
    NOW,
    PASSWORD,
    TODAY,
    TOWNSHIP,
    a_post,
    a_role,
    an_account,
    at_the_door,
    events,
    security,
)

pytestmark = pytest.mark.django_db


def test_the_old_one_is_void_and_the_new_one_must_be_changed() -> None:
    account = an_account("lin")
    issued = reset_password(account.id, by=security(), now=NOW)
    account.refresh_from_db()
    assert not account.check_password(PASSWORD)
    assert account.check_password(issued.secret)
    assert account.must_change_password
    assert events(account)[-1] == "staff.password_reset"


def test_the_owners_sessions_end(client: Client) -> None:
    account = an_account("lin")
    client.force_login(account)
    reset_password(account.id, by=security(), now=NOW)
    assert client.get("/account/").headers["Location"].startswith("/sign-in/")


def test_one_does_not_reset_ones_own() -> None:
    by = security()
    with pytest.raises(UnableToResetPassword):
        reset_password(by.id, by=by, now=NOW)


def test_an_operator_may_not() -> None:
    operator, account = an_account("op"), an_account("lin")
    a_post(operator, a_role("viewer", "staff:view_accounts"), TOWNSHIP)
    a_post(account, a_role("operator", "cases:accept"), TOWNSHIP)
    with pytest.raises(PermissionDenied):
        reset_password(account.id, by=actor_for(operator, on=TODAY), now=NOW)


def test_the_page_shows_the_new_one(client: Client) -> None:
    account, door = an_account("lin"), at_the_door(client, security())
    url = f"/staff/accounts/{account.id}/reset_password/"
    assert "只显示一次" in door.get(url).content.decode()
    assert 'id="secret"' in door.post(url).content.decode()
