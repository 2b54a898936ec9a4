from __future__ import annotations

import pytest

from wangge.journal.models import Entry
from wangge.staff.actions import note_sign_in
from wangge.staff.models import SignIn

from .builders import MACHINE, NOW, an_account

pytestmark = pytest.mark.django_db


def note(username: str, agent: str = "Chromium") -> SignIn | None:
    return note_sign_in(
        username, outcome="failed", address="127.0.0.1", agent=agent, by=MACHINE, now=NOW
    )


def test_a_try_is_on_the_account_s_own_list() -> None:
    account = an_account("lin")
    noted = note("lin")
    assert noted is not None
    assert (noted.account_id, noted.outcome, noted.at) == (account.id, "failed", NOW)


def test_a_name_that_nobody_has_leaves_no_trace() -> None:
    assert note("nobody") is None
    assert not SignIn.objects.exists()


def test_a_long_agent_is_cut() -> None:
    an_account("lin")
    noted = note("lin", agent="x" * 500)
    assert noted is not None
    assert len(noted.agent) == 80


def test_guessing_does_not_fill_the_record() -> None:
    an_account("lin")
    before = Entry.objects.count()
    note("lin")
    assert Entry.objects.count() == before
