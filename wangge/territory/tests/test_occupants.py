"""Before a grid changes its page says whom that touches."""

from __future__ import annotations

import pytest
from django.test import Client

from democity.cast import GRID, GRID_NEXT_DOOR
from tests.town import TODAY
from wangge.cases.tests.builders import closed, reported
from wangge.staff.models import Account
from wangge.territory.occupants import touched

pytestmark = pytest.mark.usefixtures("town")


def test_assignments_and_open_cases_are_counted_and_closed_ones_are_not() -> None:
    reported()
    closed()
    assert touched(GRID, TODAY) == [("在岗配备", 2), ("未办结事件", 1)]
    assert touched(GRID_NEXT_DOOR, TODAY) == []


@pytest.mark.parametrize("verb", ["alter_grid", "retire_grid"])
def test_the_page_says_so_before_the_verb(client: Client, verb: str) -> None:
    reported()
    client.force_login(Account.objects.get(username="chen"))
    page = client.get(f"/431103/grids/{GRID}/{verb}/").content.decode()
    assert "受影响：在岗配备 2 项、未办结事件 1 项。" in page
