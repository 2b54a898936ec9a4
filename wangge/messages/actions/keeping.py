"""What the administrator does about the channels: try them, and send again what failed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.kernel.ids import new_id

from .. import channels
from ..channels import GROUPS, SWITCHED_ON_BY, WORDS, Channel
from ..hours import departs
from ..models import Sending, State
from ..policies import May, require
from ..queries import failed_sendings, reach_of

TEST_WORDS = "这是一条测试消息，收到即表示通道可用。"


class UnableToRetry(Unable):
    """Nothing to send again."""


class UnableToSendTest(Unable):
    """The channel is off, or there is nowhere to send to."""


@transaction.atomic
def retry(ids: Collection[UUID] | None, *, by: Actor, now: datetime) -> int:
    """What had failed (all of it, or these) waits again as at first; how many do.

    They keep their key, so that a receiver who did get one can tell. What was emptied by age
    stays failed.
    """
    city = require(by, May.RETRY)
    failed = failed_sendings().exclude(address="").select_for_update()
    rows = list(failed if ids is None else failed.filter(id__in=ids))
    if not rows:
        raise UnableToRetry("没有可以重发的消息：可能已经重发，或保存期已过、地址已删除。")
    for row in rows:
        row.state, row.tries, row.failure = State.WAITING, 0, ""
        row.not_before = departs(now, waiting=timedelta(0), urgent=row.urgent)
    Sending.objects.bulk_update(rows, ["state", "tries", "failure", "not_before"])
    journal.record("messages.retried", rows[0], by=by, at=now, code=city, count=len(rows))
    return len(rows)


@transaction.atomic
def send_test(channel: Channel, *, by: Actor, now: datetime) -> int:
    """A test message is on its way to oneself, or to every group of a group channel."""
    city = require(by, May.SEND_TEST)
    if not channels.is_on(channel):
        raise UnableToSendTest(
            f"{WORDS[channel]}通道没有开通：需要在部署环境中设置 {SWITCHED_ON_BY[channel]}。"
        )
    rows = [
        Sending(
            channel=channel,
            address=address,
            account=by.id,
            text=TEST_WORDS,
            key=f"{channel}:test:{new_id()}",
            urgent=True,
            at=now,
            not_before=now,
        )
        for address in _test_addresses(channel, by)
    ]
    Sending.objects.bulk_create(rows)
    journal.record("messages.test_sent", rows[0], by=by, at=now, code=city, channel=channel.value)
    return len(rows)


def _test_addresses(channel: Channel, by: Actor) -> list[str]:
    if channel in GROUPS:
        return channels.areas_of(channel)
    own = next(iter(reach_of([by.id])), None)
    address = own and (own.email if channel is Channel.MAIL else channels.mobile(own.phone))
    if not address:
        kind = "邮箱" if channel is Channel.MAIL else "手机号"
        raise UnableToSendTest(f"您的账号没有登记{kind}，请安全管理员补登后再试。")
    return [address]
