from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse

from wangge.places import queries as places
from wangge.ui.table import Table
from wangge.ui.templatetags.ui import moment, state_badge

from .flow import State
from .models import Export

TONES = {State.DONE: "good", State.FAILED: "bad", State.RUNNING: "info"}


class ExportTable(Table):
    """One's own exports, the latest first."""

    title = tables.Column(
        "列表", linkify=lambda record: reverse("exports:export", args=[record.pk])
    )
    code = tables.Column("地点")
    format = tables.Column("格式")
    state = tables.Column("状态")
    total = tables.Column("行数")
    asked_at = tables.Column("要求时间")

    orders = {"asked_at": ("-asked_at", "-id")}
    default_order = "asked_at"
    caption = "我的导出"

    def render_code(self, record: Export) -> str:
        return places.name_of(record.code)

    def render_state(self, record: Export) -> Any:
        return state_badge(record.get_state_display(), TONES.get(State(record.state), "neutral"))

    def render_asked_at(self, record: Export) -> Any:
        return moment(record.asked_at)
