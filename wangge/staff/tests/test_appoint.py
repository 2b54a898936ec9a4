from __future__ import annotations

from datetime import date

import pytest

from wangge.staff.actions import UnableToAppoint, UnableToGivePost, appoint, relieve
from wangge.staff.queries import actor_for

from .builders import CITY, GRID, MACHINE, NOW, TODAY, a_post, a_role, an_account, events

pytestmark = pytest.mark.django_db


def test_an_assignment_brings_its_post_and_takes_it_away() -> None:
    a_role("grid_worker", "cases:report")
    account = an_account("lin")
    post = appoint(account.id, role="grid_worker", code=GRID, since=TODAY, by=MACHINE, now=NOW)
    assert actor_for(account, on=TODAY).at("cases:report", GRID)
    ended = relieve(
        account.id, role="grid_worker", code=GRID, until=date(2026, 12, 1), by=MACHINE, now=NOW
    )
    assert ended == post
    assert not actor_for(account, on=date(2026, 12, 1)).grants
    assert events(post) == ["staff.appointed", "staff.relieved"]


def test_nothing_to_end_is_no_error() -> None:
    account = an_account("lin")
    assert (
        relieve(account.id, role="grid_worker", code=GRID, until=TODAY, by=MACHINE, now=NOW) is None
    )


def test_an_administrator_is_never_appointed_so() -> None:
    account = an_account("lin")
    with pytest.raises(UnableToAppoint):
        appoint(account.id, role="audit_admin", code=CITY, since=TODAY, by=MACHINE, now=NOW)


def test_an_administrator_does_not_become_a_worker() -> None:
    a_role("grid_worker", "cases:report")
    account = an_account("lin")
    a_post(account, a_role("audit_admin"), CITY)
    with pytest.raises(UnableToGivePost):
        appoint(account.id, role="grid_worker", code=GRID, since=TODAY, by=MACHINE, now=NOW)
