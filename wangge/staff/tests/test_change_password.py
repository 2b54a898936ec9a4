from __future__ import annotations

import pytest
from django.test import Client

from wangge.staff.actions import UnableToChangePassword, change_password, reset_password
from wangge.staff.queries import actor_for

from .builders import NOW, PASSWORD, TODAY, an_account, events, security

pytestmark = pytest.mark.django_db

NEW = "xiaoxiang-evening-9"


def test_it_is_kept_by_argon2_and_recorded() -> None:
    account = an_account("lin")
    change_password(old=PASSWORD, new=NEW, by=actor_for(account, on=TODAY), now=NOW)
    account.refresh_from_db()
    assert account.password.startswith("argon2$")
    assert account.check_password(NEW)
    assert events(account)[-1] == "staff.password_changed"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", NEW, "old"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "short-1", "new"),
        (PASSWORD, "1234567890123", "new"),
        (PASSWORD, "password123", "new"),
    ],
)
def test_what_will_not_do_is_refused_at_its_field(old: str, new: str, field: str) -> None:
    by = actor_for(an_account("lin"), on=TODAY)
    with pytest.raises(UnableToChangePassword) as refusal:
        change_password(old=old, new=new, by=by, now=NOW)
    assert refusal.value.field == field


def test_until_the_first_change_every_page_leads_there(client: Client) -> None:
    account = an_account("lin")
    issued = reset_password(account.id, by=security(), now=NOW)
    account.refresh_from_db()
    client.force_login(account)
    there = "/account/change_password/"
    for page in ("/", "/account/", "/staff/accounts/", "/no-such-page/"):
        response = client.get(page)
        if response.status_code != 404:
            assert response.headers["Location"] == there
    partial = client.get("/account/", headers={"HX-Request": "true"})
    assert partial.headers["HX-Redirect"] == there
    told = {"old": issued.secret, "new": NEW, "again": NEW}
    assert client.post(there, told | {"again": "other"}).status_code == 422
    assert client.post(there, told).status_code == 303
    assert client.get("/account/").status_code == 200
