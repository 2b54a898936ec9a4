from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from wangge.staff.actions import UnableToEndPost, end_post
from wangge.staff.models import Post
from wangge.staff.queries import actor_for

from .builders import (
    COUNTY,
    NEXT_DOOR,
    NOW,
    TODAY,
    TOWNSHIP,
    a_post,
    a_role,
    an_account,
    at_the_door,
    events,
    security,
)

pytestmark = pytest.mark.django_db


def a_held_post(since: date = date(2026, 1, 1), until: date | None = None) -> Post:
    role = a_role("operator", "cases:accept")
    return a_post(an_account("lin"), role, TOWNSHIP, since=since, until=until)


def test_today_means_at_once() -> None:
    post = a_held_post()
    end_post(post.id, until=TODAY, by=security(COUNTY), now=NOW)
    assert not actor_for(post.account, on=TODAY).grants
    assert actor_for(post.account, on=date(2026, 11, 23)).grants
    assert events(post) == ["staff.post_ended"]


def test_one_that_had_not_begun_was_never_held() -> None:
    post, by = a_held_post(since=date(2027, 1, 1)), security()
    end_post(post.id, until=TODAY, by=by, now=NOW)
    post.refresh_from_db()
    assert post.period.isempty
    with pytest.raises(UnableToEndPost, match="已经结束"):
        end_post(post.id, until=TODAY, by=by, now=NOW)


@pytest.mark.parametrize(
    ("held_until", "until", "said"),
    [
        (None, date(2026, 11, 23), "早于今天"),
        (date(2026, 12, 1), date(2026, 12, 2), "晚于原定"),
        (date(2026, 11, 1), TODAY, "已经结束"),
    ],
)
def test_the_past_is_not_rewritten(held_until: date | None, until: date, said: str) -> None:
    post = a_held_post(until=held_until)
    with pytest.raises(UnableToEndPost, match=said):
        end_post(post.id, until=until, by=security(), now=NOW)


def test_another_countys_post_does_not_exist(client: Client) -> None:
    post, by = a_held_post(), security(NEXT_DOOR)
    with pytest.raises(ObjectDoesNotExist):
        end_post(post.id, until=TODAY, by=by, now=NOW)
    assert at_the_door(client, by).get(f"/staff/posts/{post.id}/end_post/").status_code == 404


def test_the_page_ends_it(client: Client) -> None:
    post, door = a_held_post(), at_the_door(client, security())
    url = f"/staff/posts/{post.id}/end_post/"
    assert door.get(url).status_code == 200
    assert door.post(url, {"until": "2099-01-01"}).status_code == 303
