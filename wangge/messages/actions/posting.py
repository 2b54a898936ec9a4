"""Putting messages on their way out: rows, written in the transaction of what they tell of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from wangge.kernel.code import Code

from .. import channels
from ..channels import GROUPS, Channel
from ..hours import departs
from ..models import Notice, Sending
from ..queries import Reach, reach_of

GATHERING = timedelta(minutes=10)
PERSONAL = (Channel.MAIL, Channel.SMS)


def post_to_accounts(notices: Sequence[Notice], *, urgent: bool, now: datetime) -> None:
    """Each account's notice by each personal channel that is on, known and wanted."""
    open_now = [channel for channel in PERSONAL if channels.is_on(channel)]
    if not open_now:
        return
    notice_of = {notice.account: notice for notice in notices}
    rows = [
        row
        for reach in reach_of(list(notice_of))
        for channel in open_now
        if (row := _to(reach, channel, notice_of[reach.account], urgent=urgent, now=now))
    ]
    Sending.objects.bulk_create(rows, ignore_conflicts=True)


def post_to_groups(notice: Notice, place: Code | None, *, urgent: bool, now: datetime) -> None:
    """One message to the narrowest group around a place, on each group channel that is on."""
    if place is None:
        return
    rows = [
        Sending(
            channel=channel,
            address=area,
            text=notice.title,
            path=notice.path,
            key=f"{channel}:{area}:{notice.key}",
            urgent=urgent,
            at=now,
            not_before=departs(now, waiting=GATHERING, urgent=urgent),
        )
        for channel in GROUPS
        if (area := channels.group_of(channel, place))
    ]
    Sending.objects.bulk_create(rows, ignore_conflicts=True)


def _to(
    reach: Reach, channel: Channel, notice: Notice, *, urgent: bool, now: datetime
) -> Sending | None:
    by_mail = channel is Channel.MAIL
    address = reach.email if by_mail else channels.mobile(reach.phone)
    wanted = urgent or (reach.mail if by_mail else reach.sms)
    if not address or not wanted:
        return None
    return Sending(
        channel=channel,
        address=address,
        account=reach.account,
        notice=notice.id,
        text=notice.title,
        path=notice.path,
        key=f"{channel}:{reach.account}:{notice.key}",
        urgent=urgent,
        at=now,
        not_before=departs(now, waiting=GATHERING, urgent=urgent),
    )
