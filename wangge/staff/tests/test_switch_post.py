from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from psycopg.types.range import DateRange

from wangge.staff.doors import POST
from wangge.staff.models import Account, Post
from wangge.staff.queries import actor_for, hats_of

from .builders import (
    COUNTY,
    TODAY,
    TOWNSHIP,
    VILLAGE,
    a_post,
    a_role,
    an_account,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin() -> Account:
    """Two townships at the desk (one hat), and a liaison of a department (another)."""
    account = an_account("lin")
    desk = a_role("operator", "cases:accept")
    a_post(account, desk, TOWNSHIP)
    a_post(account, desk, VILLAGE)
    liaison = a_role("liaison", "cases:sign", unit_bound=True)
    a_post(account, liaison, COUNTY, unit=an_organisation())
    return account


def test_posts_of_the_same_role_unit_and_line_are_one_hat(lin: Account) -> None:
    desk, liaison = hats_of(lin, TODAY)
    assert desk.codes == (TOWNSHIP, VILLAGE)
    assert liaison.codes == (COUNTY,)
    assert {grant.unit for grant in liaison.grants()} == {liaison.unit}


def test_one_acts_under_one_hat_at_a_time(lin: Account) -> None:
    desk, liaison = hats_of(lin, TODAY)
    assert actor_for(lin, on=TODAY).role == "operator"
    acting = actor_for(lin, post_id=liaison.key, on=TODAY)
    assert (acting.role, acting.unit) == ("liaison", liaison.unit)
    assert not acting.may("cases:accept")
    assert actor_for(lin, post_id=desk.posts[1].id, on=TODAY).role == "operator"


def test_the_header_switches_and_an_ended_post_is_passed_over(client: Client, lin: Account) -> None:
    liaison = hats_of(lin, TODAY)[1]
    client.force_login(lin)
    assert client.post("/account/post/", {"post": str(liaison.key)}).status_code == 303
    assert client.get("/account/").wsgi_request.actor.role == "liaison"  # type: ignore[attr-defined]
    today = timezone.localdate()
    ended = DateRange(today - timedelta(days=30), today)
    Post.objects.filter(id=liaison.key).update(period=ended)
    assert client.get("/account/").wsgi_request.actor.role == "operator"  # type: ignore[attr-defined]


def test_a_strangers_post_is_not_taken(client: Client, lin: Account) -> None:
    foreign = a_post(an_account("other"), a_role("operator", "cases:accept"), COUNTY)
    client.force_login(lin)
    client.post("/account/post/", {"post": str(foreign.id)})
    assert POST not in client.session


def test_a_disabled_account_and_one_without_posts_may_nothing(lin: Account) -> None:
    lin.is_active = False
    assert not actor_for(lin, on=TODAY).grants
    assert not actor_for(an_account("idle"), on=TODAY).grants
