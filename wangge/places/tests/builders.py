from __future__ import annotations

from collections.abc import Iterable

from django.test import Client

from wangge.kernel.actor import Actor, machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.staff.models import Account

CITY, COUNTY = Code("4311"), Code("431103")
TOWNSHIP, NEXT_DOOR = Code("431103001"), Code("431103002")
VILLAGE, SECOND_VILLAGE = Code("431103001001"), Code("431103001002")
GRID, SECOND_GRID = Code("431103001001001"), Code("431103001001002")
THIRD_GRID, GRID_NEXT_DOOR = Code("431103001002001"), Code("431103002005001")
ELSEWHERE = Code("431102")

BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(username: str) -> Client:
    """A browser in which a member of the cast has signed in."""
    client = Client()
    client.force_login(Account.objects.get(username=username), BACKEND)
    return client


def holder(permissions: Iterable[str], *places: Code) -> Actor:
    """An actor who may do everything of a room at these places."""
    grants = (Grant(may, place) for may in permissions for place in places)
    return machine(f"holder of {places}", *grants)
