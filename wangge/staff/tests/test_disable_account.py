from __future__ import annotations

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.test import Client

from wangge.staff.actions import UnableToDisableAccount, disable_account
from wangge.staff.models import Account

from .builders import (
    CITY,
    COUNTY,
    NEXT_DOOR,
    NOW,
    TOWNSHIP,
    a_post,
    a_role,
    an_account,
    at_the_door,
    events,
    security,
)

pytestmark = pytest.mark.django_db


def a_worker_at(*codes: str) -> Account:
    account = an_account("lin")
    for code in codes:
        a_post(account, a_role("operator", "cases:accept"), code)  # type: ignore[arg-type]
    return account


def test_it_cannot_sign_in_any_more_and_the_reason_is_recorded() -> None:
    account = a_worker_at(TOWNSHIP)
    disable_account(account.id, reason="调离", by=security(COUNTY), now=NOW)
    account.refresh_from_db()
    assert not account.is_active
    assert events(account)[-1] == "staff.account_disabled"


def test_an_open_session_ends_with_its_next_request(client: Client) -> None:
    account = a_worker_at(TOWNSHIP)
    client.force_login(account)
    assert client.get("/account/").status_code == 200
    disable_account(account.id, reason="调离", by=security(), now=NOW)
    assert client.get("/account/").status_code == 302


def test_another_countys_account_does_not_exist() -> None:
    account = a_worker_at(TOWNSHIP)
    with pytest.raises(ObjectDoesNotExist):
        disable_account(account.id, reason="调离", by=security(NEXT_DOOR), now=NOW)


@pytest.mark.parametrize("elsewhere", [CITY, NEXT_DOOR])
def test_a_county_cannot_seize_an_account_with_a_post_beyond_it(elsewhere: str) -> None:
    account = a_worker_at(TOWNSHIP, elsewhere)
    with pytest.raises(PermissionDenied):
        disable_account(account.id, reason="调离", by=security(COUNTY), now=NOW)


def test_twice_without_a_reason_or_oneself_is_refused() -> None:
    by, account = security(), a_worker_at(TOWNSHIP)
    with pytest.raises(UnableToDisableAccount, match="自己"):
        disable_account(by.id, reason="调离", by=by, now=NOW)
    with pytest.raises(UnableToDisableAccount, match="原因"):
        disable_account(account.id, reason=" ", by=by, now=NOW)
    disable_account(account.id, reason="调离", by=by, now=NOW)
    with pytest.raises(UnableToDisableAccount, match="已经停用"):
        disable_account(account.id, reason="调离", by=by, now=NOW)


def test_the_page_asks_for_the_reason(client: Client) -> None:
    account, door = a_worker_at(TOWNSHIP), at_the_door(client, security())
    url = f"/staff/accounts/{account.id}/disable_account/"
    assert door.post(url, {"reason": ""}).status_code == 422
    assert door.post(url, {"reason": "调离"}).status_code == 303
    assert "停用" in door.get(f"/staff/accounts/{account.id}/").content.decode()
