from __future__ import annotations

import django_tables2 as tables
from django.utils.safestring import SafeString

from wangge.messages.channels import GROUPS, Channel
from wangge.messages.models import Sending, State
from wangge.messages.queries import masked
from wangge.ui.table import Table
from wangge.ui.templatetags.ui import moment, state_badge

TONES = {State.WAITING: "info", State.SENT: "good", State.FAILED: "bad", State.DROPPED: "neutral"}


def whom_of(record: Sending) -> str:
    """Whether a group, somebody who works here, or somebody who reported something."""
    if record.channel in GROUPS:
        return "群"
    return "工作人员" if record.account or record.channel == Channel.MAIL else "来件人"


class SendingTable(Table):
    """What goes out of the house: never what it says, and addresses masked."""

    channel = tables.Column("通道")
    whom = tables.Column("对象", accessor="pk")
    address = tables.Column("地址", empty_values=())
    at = tables.Column("写于")
    state = tables.Column("状态")
    tries = tables.Column("已试次数")
    failure = tables.Column("原因")
    again = tables.TemplateColumn(
        verbose_name="操作", template_name="messages/_retry.html", accessor="pk"
    )

    orders = {"at": ("-id",)}
    default_order = "at"
    caption = "消息发送记录"

    def render_whom(self, record: Sending) -> str:
        return whom_of(record)

    def render_address(self, record: Sending) -> str:
        return masked(record) or "已删除"

    def render_at(self, record: Sending) -> str | SafeString:
        return moment(record.at)

    def render_state(self, record: Sending) -> SafeString:
        return state_badge(record.get_state_display(), TONES[State(record.state)])
