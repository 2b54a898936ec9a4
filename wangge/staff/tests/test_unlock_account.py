from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from wangge.kernel.errors import Unable
from wangge.staff.actions import unlock_account

from .builders import NOW, PASSWORD, an_account, at_the_door, events, security

pytestmark = pytest.mark.django_db


def test_a_locked_account_can_sign_in_again_at_once(client: Client) -> None:
    account, by = an_account("lin"), security()
    for _ in range(5):
        client.post("/sign-in/", {"username": "lin", "password": "wrong"})
    assert client.post("/sign-in/", {"username": "lin", "password": PASSWORD}).status_code == 429
    door = at_the_door(Client(), by)
    listed = door.get("/staff/accounts/?state=locked").content.decode()
    assert "已锁定" in listed
    unlock_account(account.id, by=by, now=timezone.now())
    assert events(account)[-1] == "staff.account_unlocked"
    assert client.post("/sign-in/", {"username": "lin", "password": PASSWORD}).status_code == 303


def test_one_that_is_not_locked_is_refused() -> None:
    with pytest.raises(Unable, match="没有被锁定"):
        unlock_account(an_account("lin").id, by=security(), now=NOW)
