from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff.models import Post
from wangge.staff.policies import May
from wangge.staff.queries import get_post


class UnableToEndPost(Unable):
    """It has ended already, or would end before it began."""


@transaction.atomic
def end_post(id: UUID, *, until: date, by: Actor, now: datetime) -> Post:
    """A post is held up to, but no longer on, the day `until`: today at the earliest, at once.

    One that would end before it began was never held; its period is empty.
    """
    post = get_post(id, by=by, may=May.END_POST, lock=True)
    cut_short(post, until, today=localdate(now))
    journal.record(
        "staff.post_ended",
        post,
        by=by,
        at=now,
        account=str(post.account_id),
        until=until.isoformat(),
    )
    return post


def cut_short(post: Post, until: date, *, today: date) -> None:
    """Give a post its last day; the past is not rewritten."""
    if post.period.isempty:
        raise UnableToEndPost("该岗位已经结束。")
    began, ends = post.period.lower, post.period.upper
    if ends is not None and ends <= today:
        raise UnableToEndPost("该岗位已经结束。")
    if until < today:
        raise UnableToEndPost("结束日期不能早于今天。", field="until")
    if ends is not None and until > ends:
        raise UnableToEndPost("结束日期不能晚于原定的结束日期。", field="until")
    post.period = DateRange(began, until) if until > began else DateRange(empty=True)
    post.save(update_fields=["period"])
