from __future__ import annotations

import pytest
from django.test import Client

from wangge.staff.models import Account

from .builders import NOW, an_admin, at_the_door

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/accounts/"


@pytest.fixture
def door(client: Client) -> Client:
    """The security administrator's, who looks after 120 accounts and their own."""
    door = at_the_door(client, an_admin("security_admin"))
    Account.objects.bulk_create(
        Account(username=f"many{number:03}", name="众", created_at=NOW) for number in range(119)
    )
    return door


def rows(page: str) -> int:
    return page.count("<tr data-row")


def test_a_page_has_fifty_rows_a_hundred_or_three_hundred_and_the_session_remembers(
    door: Client,
) -> None:
    assert rows(door.get(ADDRESS).content.decode()) == 50
    hundred = door.get(f"{ADDRESS}?rows=100").content.decode()
    assert rows(hundred) == 100
    assert "rows=100&amp;page=" in hundred
    assert rows(door.get(f"{ADDRESS}?rows=300").content.decode()) == 120
    everything = door.get(ADDRESS).content.decode()
    assert rows(everything) == 120
    assert "每页" in everything, "the way back to shorter pages"
    assert rows(door.get(f"{ADDRESS}?rows=100000").content.decode()) == 120


def test_a_list_that_fits_on_a_page_does_not_ask(door: Client) -> None:
    assert "每页" not in door.get(f"{ADDRESS}?words=many001").content.decode()
