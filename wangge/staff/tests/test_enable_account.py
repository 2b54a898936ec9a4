from __future__ import annotations

import pytest
from django.test import Client

from wangge.kernel.errors import Unable
from wangge.staff.actions import disable_account, enable_account

from .builders import NOW, an_account, at_the_door, events, security

pytestmark = pytest.mark.django_db


def test_it_can_sign_in_again(client: Client) -> None:
    account, by = an_account("lin"), security()
    disable_account(account.id, reason="误停", by=by, now=NOW)
    door = at_the_door(client, by)
    assert door.post(f"/staff/accounts/{account.id}/enable_account/").status_code == 303
    account.refresh_from_db()
    assert account.is_active
    assert events(account)[-1] == "staff.account_enabled"


def test_one_in_use_is_refused() -> None:
    with pytest.raises(Unable, match="正在使用"):
        enable_account(an_account("lin").id, by=security(), now=NOW)
