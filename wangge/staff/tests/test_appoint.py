from __future__ import annotations

import pytest

from wangge.staff.actions import UnableToAppoint, UnableToGivePost, appoint
from wangge.staff.queries import actor_for

from .builders import CITY, GRID, MACHINE, NOW, TODAY, a_post, a_role, an_account, events

pytestmark = pytest.mark.django_db


def test_an_assignment_brings_its_post() -> None:
    a_role("grid_worker", "cases:report")
    account = an_account("lin")
    post = appoint(account.id, role="grid_worker", code=GRID, since=TODAY, by=MACHINE, now=NOW)
    assert actor_for(account, on=TODAY).at("cases:report", GRID)
    assert events(post) == ["staff.appointed"]


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
