"""What each administrator sees, and that it is nothing of the other two's."""

from __future__ import annotations

import pytest
from django.test import Client

from wangge.staff.actions import create_account
from wangge.staff.queries import account_rows, actor_for

from .builders import (
    COUNTY,
    NEXT_DOOR,
    NOW,
    TODAY,
    TOWNSHIP,
    a_post,
    a_role,
    an_account,
    an_admin,
    at_the_door,
    security,
)

pytestmark = pytest.mark.django_db

PAGES = {
    "security_admin": ["/staff/accounts/", "/staff/accounts/create_account/"],
    "system_admin": ["/staff/organisations/", "/staff/system/"],
    "audit_admin": ["/staff/audit/"],
}


@pytest.mark.parametrize("role", PAGES)
def test_each_has_their_own_pages_and_no_others(client: Client, role: str) -> None:
    door = at_the_door(client, an_admin(role))
    for owner, pages in PAGES.items():
        for page in pages:
            assert door.get(page).status_code == (200 if owner == role else 403), page


def test_somebody_with_another_post_has_none_of_them(client: Client) -> None:
    operator = an_account("op")
    a_post(operator, a_role("operator", "cases:accept"), TOWNSHIP)
    door = at_the_door(client, actor_for(operator, on=TODAY))
    for page in [page for pages in PAGES.values() for page in pages]:
        assert door.get(page).status_code == 403


def test_a_county_sees_those_with_a_post_inside_and_those_it_just_created(client: Client) -> None:
    by = security(COUNTY)
    role = a_role("operator", "cases:accept")
    ours, theirs, strange = an_account("ours"), an_account("theirs"), an_account("strange")
    a_post(ours, role, TOWNSHIP)
    a_post(theirs, role, NEXT_DOOR)
    new = create_account("new", name="新", by=by, now=NOW).account
    assert set(account_rows(by=by)) - {ours, new} == {
        account for account in account_rows(by=by) if account.id == by.id
    }
    page = at_the_door(client, by).get("/staff/accounts/").content.decode()
    assert "ours" in page
    assert "theirs" not in page
    assert client.get(f"/staff/accounts/{strange.id}/").status_code == 404
    assert client.get(f"/staff/accounts/{theirs.id}/").status_code == 404
    assert client.get(f"/staff/accounts/{ours.id}/").status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=zh", {"zhou"}),
        ("words=周", {"zhou"}),
        ("state=disabled", {"qian"}),
        ("role=operator", {"zhou"}),
        ("state=active", {"zhou", "security-admin"}),
    ],
)
def test_the_list_is_searched(client: Client, asked: str, found: set[str]) -> None:
    by = security()
    zhou, qian = an_account("zhou", name="周小明"), an_account("qian", name="钱")
    a_post(zhou, a_role("operator", "cases:accept"), TOWNSHIP)
    qian.is_active = False
    qian.save()
    page = at_the_door(client, by).get(f"/staff/accounts/?{asked}").content.decode()
    listed = page.partition('id="wg-list"')[2]
    names = ("zhou", "qian", "security-admin")
    assert {name for name in names if f">{name}<" in listed} == found
