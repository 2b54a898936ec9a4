"""How long one may stay."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from wangge.staff.doors import BEGAN, SEEN
from wangge.staff.models import Account

from .builders import an_account

pytestmark = pytest.mark.django_db

MINUTE, HOUR = 60, 3600


@pytest.fixture
def lin(client: Client) -> Account:
    account = an_account("lin")
    client.force_login(account)
    assert client.get("/account/").status_code == 200
    return account


def wind_back(client: Client, key: str, seconds: int) -> None:
    session = client.session
    session[key] = int(timezone.now().timestamp()) - seconds
    session.save()


def test_thirty_idle_minutes_end_it(client: Client, lin: Account) -> None:
    wind_back(client, SEEN, settings.SESSION_IDLE_SECONDS - MINUTE)
    assert client.get("/account/").status_code == 200
    wind_back(client, SEEN, settings.SESSION_IDLE_SECONDS + 1)
    answer = client.get("/account/")
    assert "ended=idle" in answer.headers["Location"]
    assert "没有操作" in client.get(answer.headers["Location"]).content.decode()
    assert client.get("/account/").status_code == 302


def test_twelve_hours_end_it_however_busy(client: Client, lin: Account) -> None:
    wind_back(client, BEGAN, settings.SESSION_ABSOLUTE_SECONDS - MINUTE)
    assert client.get("/account/").status_code == 200
    wind_back(client, BEGAN, settings.SESSION_ABSOLUTE_SECONDS + 1)
    assert "ended=absolute" in client.get("/account/").headers["Location"]


def test_a_page_seen_prolongs_it_and_the_polling_bell_does_not(
    client: Client, lin: Account
) -> None:
    wind_back(client, SEEN, 10 * MINUTE)
    before = client.session[SEEN]
    client.get("/account/", headers={"HX-Request": "true", "HX-Trigger": "wg-bell"})
    assert client.session[SEEN] == before
    client.get("/account/")
    assert client.session[SEEN] > before
