from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from wangge.staff.models import Account, Role
from wangge.staff.queries import actor_for

from .builders import CITY, a_role, an_account, events

pytestmark = pytest.mark.django_db


def test_an_empty_installation_gets_a_security_administrator(client: Client) -> None:
    a_role("security_admin")
    told = StringIO()
    call_command("first_admin", "--username", "shen", stdout=told)
    account = Account.objects.get(username="shen")
    acting = actor_for(account, on=timezone.localdate())
    assert acting.role == "security_admin"
    assert {grant.code for grant in acting.grants} == {CITY}
    assert events(account) == ["staff.account_created"]
    secret = told.getvalue().partition("：")[2].split("：")[1].split()[0]
    door = client.post("/sign-in/", {"username": "shen", "password": secret})
    assert door.status_code == 303


def test_with_accounts_it_refuses() -> None:
    a_role("security_admin")
    an_account("lin")
    with pytest.raises(CommandError, match="空系统"):
        call_command("first_admin", "--username", "shen")


def test_without_roles_it_refuses() -> None:
    Role.objects.all().delete()
    with pytest.raises(CommandError, match="wangge setup"):
        call_command("first_admin", "--username", "shen")
