from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from wangge.staff.actions import UnableToGivePost, give_post
from wangge.staff.models import Post
from wangge.staff.queries import actor_for

from .builders import (
    CITY,
    COUNTY,
    NEXT_DOOR,
    NOW,
    TODAY,
    TOWNSHIP,
    a_post,
    a_role,
    an_account,
    an_organisation,
    at_the_door,
    events,
    security,
)

pytestmark = pytest.mark.django_db


def test_the_account_may_act_there_from_that_day() -> None:
    a_role("operator", "cases:accept")
    account = an_account("lin")
    post = give_post(
        account.id, role="operator", code=TOWNSHIP, since=TODAY, by=security(), now=NOW
    )
    assert actor_for(account, on=TODAY).at("cases:accept", TOWNSHIP)
    assert not actor_for(account, on=date(2026, 11, 23)).grants
    assert events(post) == ["staff.post_given"]


def test_the_same_post_is_not_held_twice_at_once() -> None:
    a_role("operator", "cases:accept")
    account, by = an_account("lin"), security()
    kept = {"role": "operator", "code": TOWNSHIP}
    give_post(account.id, **kept, since=TODAY, by=by, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(UnableToGivePost, match="已有相同的岗位"):
        give_post(account.id, **kept, since=date(2027, 1, 1), by=by, now=NOW)  # type: ignore[arg-type]


def test_the_database_itself_keeps_them_apart_without_a_unit_too() -> None:
    account, role = an_account("lin"), a_role("operator", "cases:accept")
    a_post(account, role, TOWNSHIP)
    with pytest.raises(IntegrityError, match="staff_post_held_once"), transaction.atomic():
        a_post(account, role, TOWNSHIP, since=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ("system_admin", "audit_admin"),
        ("security_admin", "system_admin"),
        ("audit_admin", "operator"),
        ("operator", "security_admin"),
    ],
)
def test_the_three_administrators_are_nobody_else(held: str, wanted: str) -> None:
    a_role("operator", "cases:accept")
    a_role(wanted)
    account = an_account("lin")
    a_post(account, a_role(held), CITY)
    with pytest.raises(UnableToGivePost) as refusal:
        give_post(account.id, role=wanted, code=CITY, since=TODAY, by=security(), now=NOW)
    assert refusal.value.field == "role"


def test_one_after_the_other_is_allowed() -> None:
    account = an_account("lin")
    a_role("audit_admin")
    a_post(account, a_role("system_admin"), CITY, until=TODAY)
    post = give_post(account.id, role="audit_admin", code=CITY, since=TODAY, by=security(), now=NOW)
    assert post.account_id == account.id


def test_nobody_appoints_themselves() -> None:
    by = security()
    a_role("operator", "cases:accept")
    with pytest.raises(UnableToGivePost, match="自己"):
        give_post(by.id, role="operator", code=CITY, since=TODAY, by=by, now=NOW)


def test_a_county_gives_posts_inside_itself_to_accounts_it_sees() -> None:
    role, by = a_role("operator", "cases:accept"), security(COUNTY)
    ours, theirs = an_account("ours"), an_account("theirs")
    a_post(ours, role, TOWNSHIP)
    a_post(theirs, role, NEXT_DOOR)
    give_post(ours.id, role="operator", code=COUNTY, since=TODAY, by=by, now=NOW)
    with pytest.raises(PermissionDenied):
        give_post(ours.id, role="operator", code=NEXT_DOOR, since=TODAY, by=by, now=NOW)
    with pytest.raises(ObjectDoesNotExist):
        give_post(theirs.id, role="operator", code=COUNTY, since=TODAY, by=by, now=NOW)


def test_a_bound_role_needs_its_unit_and_the_end_comes_after_the_beginning() -> None:
    a_role("liaison", "cases:sign", unit_bound=True)
    account, by, unit = an_account("lin"), security(), an_organisation()
    with pytest.raises(UnableToGivePost, match="所属单位"):
        give_post(account.id, role="liaison", code=COUNTY, since=TODAY, by=by, now=NOW)
    with pytest.raises(UnableToGivePost, match="晚于"):
        give_post(
            account.id,
            role="liaison",
            code=COUNTY,
            unit=unit.id,
            since=TODAY,
            until=TODAY,
            by=by,
            now=NOW,
        )
    give_post(account.id, role="liaison", code=COUNTY, unit=unit.id, since=TODAY, by=by, now=NOW)


def test_the_page_takes_a_unit_by_name(client: Client) -> None:
    a_role("liaison", "cases:sign", unit_bound=True)
    account, unit, door = an_account("lin"), an_organisation(), at_the_door(client, security())
    url = f"/staff/accounts/{account.id}/give_post/"
    assert door.get(url).status_code == 200
    told = {"role": "liaison", "code": COUNTY, "unit": "不存在的单位", "since": "2026-11-24"}
    refused = door.post(url, told)
    assert refused.status_code == 409
    assert "没有单位" in refused.content.decode()
    assert door.post(url, told | {"unit": unit.name}).status_code == 303
    assert Post.objects.get(account=account).unit == unit
