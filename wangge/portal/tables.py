from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.ui.table import Table
from wangge.ui.templatetags.ui import moment

from .models import Board
from .policies import May


class BoardTable(Table):
    """The boards that hang in a place."""

    place = tables.Column("挂在哪里")
    code = tables.Column("村（社区）")
    posted_at = tables.Column("登记时间")
    remove = tables.Column("", empty_values=(), accessor="pk")

    orders = {"code": ("code", "id")}
    default_order = "code"
    caption = "公示牌"

    def __init__(self, *args: object, at: Code, by: Actor, **kwargs: object) -> None:
        self.at, self.may = at, by.scope(May.REMOVE_BOARD)
        super().__init__(*args, **kwargs)

    def render_place(self, record: Board) -> SafeString:
        url = reverse("portal:print_board", args=[self.at, record.pk])
        return format_html('<a href="{}">{}</a>', url, record.place)

    def render_code(self, record: Board) -> str:
        return places.name_of(record.code.at(Level.VILLAGE))

    def render_posted_at(self, record: Board) -> str:
        return moment(record.posted_at)

    def render_remove(self, record: Board) -> str | SafeString:
        if not self.may.covers(record):
            return ""
        url = reverse("portal:remove_board", args=[self.at, record.pk])
        return format_html('<a href="{}">撤下</a>', url)
