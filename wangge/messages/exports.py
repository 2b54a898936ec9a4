"""What went out of the house, as a file: never what it said, and addresses masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from wangge.kernel.actor import Actor
from wangge.kernel.workbooks import Sheet
from wangge.ui.keyset import batches

from .filters import SendingFilter
from .models import Sending
from .policies import May, require
from .queries import masked
from .tables import whom_of

COLUMNS = ("通道", "对象", "地址", "写于", "状态", "已试次数", "原因")


def sendings(at: None, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    require(by, May.VIEW_SENDINGS)
    chosen = SendingFilter(query, queryset=Sending.objects.all())
    rows = chosen.narrowed
    return Sheet("消息发送记录", COLUMNS, rows.count(), _sendings(rows), chosen.asked)


def _sendings(rows: Any) -> Iterator[Sequence[Any]]:
    one: Sending
    for batch in batches(rows, ("-id",)):
        for one in batch:
            yield (
                one.get_channel_display(),
                whom_of(one),
                masked(one) or "已删除",
                one.at,
                one.get_state_display(),
                one.tries,
                one.failure,
            )
