from __future__ import annotations

from datetime import date

import pytest

from wangge.staff.actions import appoint, relieve
from wangge.staff.queries import actor_for

from .builders import GRID, MACHINE, NOW, TODAY, a_post, a_role, an_account, events

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


def test_takes_the_post_away_from_its_day_on() -> None:
    a_role("grid_worker", "cases:report")
    account = an_account("lin")
    post = appoint(account.id, role="grid_worker", code=GRID, since=TODAY, by=MACHINE, now=NOW)

    relieve(account.id, role="grid_worker", code=GRID, until=DECEMBER, by=MACHINE, now=NOW)

    assert actor_for(account, on=TODAY).may("cases:report")
    assert not actor_for(account, on=DECEMBER).grants
    assert events(post) == ["staff.appointed", "staff.relieved"]


def test_without_a_post_there_is_nothing_to_take() -> None:
    account = an_account("lin")
    gone = relieve(account.id, role="grid_worker", code=GRID, until=TODAY, by=MACHINE, now=NOW)
    assert gone is None


def test_never_touches_an_administrator_s_post() -> None:
    account = an_account("lin")
    a_post(account, a_role("audit_admin", "staff:audit"), GRID)
    relieve(account.id, role="audit_admin", code=GRID, until=TODAY, by=MACHINE, now=NOW)
    assert actor_for(account, on=TODAY).may("staff:audit")
