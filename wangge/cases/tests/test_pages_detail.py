from __future__ import annotations

import pytest
from django.test import Client

from democity.cast import GRID, NEXT_DOOR, TOWNSHIP, WATER, person
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.tests.builders import A_CASE, dispatched, handed_back, reported, verifying
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("town")


def door(username: str) -> Client:
    """A browser in which a member of the cast has signed in."""
    client = Client()
    client.force_login(
        Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return client


@pytest.mark.parametrize("state", State.values)
def test_shows_a_case_in_every_state(state: str) -> None:
    case = A_CASE[State(state)]()

    page = door("chen").get(f"/{case.code}/cases/{case.number}/")

    assert page.status_code == 200
    assert case.number in page.content.decode()
    assert State(state).label in page.content.decode()
