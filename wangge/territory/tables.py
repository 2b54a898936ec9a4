from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse

from wangge.kernel.code import Level
from wangge.territory.models import Grid
from wangge.ui.table import Table


def _address(record: Grid) -> str:
    return reverse("territory:grid", args=[record.code.at(Level.VILLAGE), record.code])


class GridTable(Table):
    """The grids of a place on a day."""

    name = tables.Column("名称", linkify=_address)
    code = tables.Column("网格编码")
    kind = tables.Column("类别")
    households = tables.Column("户数")
    since = tables.Column("启用日期", accessor="period")

    orders = {"code": ("code",)}
    default_order = "code"
    caption = "网格"

    def render_since(self, record: Grid) -> str:
        return f"{record.period.lower:%Y-%m-%d}"
