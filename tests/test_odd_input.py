"""What no browser of ours would send ends in a sentence, a 404 or the page itself: never a 500."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from democity.cast import CAST, Person, person
from tests.permission_tables import PUBLIC, ROUTES, SIGNED_IN
from tests.test_permissions import POSTED, Address, may
from wangge.staff.models import Account

ASKED = (
    *("page", "sort", "tab", "find", "next", "on", "lon", "lat", "q", "light", "area", "code"),
    *("since", "until", "reported_from", "closed_from", "words", "event", "actor", "subject"),
    *("start", "amount", "unit", "stage", "urgency", "matter", "name", "kind", "state", "role"),
)
ODD = ("a\x00b", "0001-01-01", "9999-12-31", "1e999", "nan", "-1", "²", "x" * 5_000)
RAW = "?page=%ED%A0%80&q=%FF%FE&sort=%00&on=%FF&q=1&q=2&page=1&page=2"
NOWHERE = (
    "/cases/%00/",
    "/431103001/cases/%00/",
    "/431103001/cases/26%00/accept/",
    "/431103001/cases/²/",
    "/431103001/matters/%00/",
    "/staff/audit/99999999999999999999999/",
    "/４３１１/cases/",
    "/%FF%FE/",
)


@pytest.fixture
def address(town: None) -> Address:
    return Address()


def somebody_for(route: str) -> Person:
    """The first of the cast who may open it."""
    if ROUTES[route] in {PUBLIC, SIGNED_IN}:
        return person("wang")
    return next(one for one in CAST if may(one, route))


def knock(client: Client, url: str, **query: str) -> HttpResponse:
    """As the server sees it: what would be a 500 raises nothing here."""
    client.raise_request_exception = False
    return client.get(url, query) if query else client.get(url)  # type: ignore[return-value]


OPENED = sorted(set(ROUTES) - POSTED - {"readyz"})  # readyz: a temporary table per transaction


@pytest.mark.slow
@pytest.mark.parametrize("one", CAST, ids=lambda one: one.username)
def test_an_odd_query_never_ends_in_an_error(client: Client, address: Address, one: Person) -> None:
    client.force_login(Account.objects.get(pk=one.id))
    wrong = []
    for route in OPENED:
        url = address.of(route, one, inside=True) if somebody_for(route) == one else None
        if url is None:
            continue
        answers = [knock(client, url, **dict.fromkeys(ASKED, value)) for value in ODD]
        if any(it.status_code >= 500 for it in [*answers, knock(client, url + RAW)]):
            wrong.append(route)
    assert not wrong


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("username", ["wang", "jiang"])
@pytest.mark.parametrize("url", NOWHERE)
def test_an_odd_address_leads_nowhere(client: Client, username: str, url: str) -> None:
    client.force_login(Account.objects.get(username=username))
    assert knock(client, url).status_code in {403, 404}
