from __future__ import annotations

from collections.abc import Mapping

import django_tables2 as tables
from django.urls import reverse

from wangge.kernel.code import Level
from wangge.places.models import Division
from wangge.ui.table import Table

LEVELS = {
    Level.PROVINCE: "省",
    Level.CITY: "市",
    Level.COUNTY: "县（市、区）",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.VILLAGE: "村（社区）",
}


class DivisionTable(Table):
    """The places below a place, with how many townships and villages each has."""

    name = tables.Column(
        "名称", linkify=lambda record: reverse("places:browse", args=[record.code])
    )
    code = tables.Column("代码")
    kind = tables.Column("类别", empty_values=())
    townships = tables.Column("乡镇（街道）", accessor="code", orderable=False)
    villages = tables.Column("村（社区）", accessor="code", orderable=False)

    orders = {"code": ("code",)}
    default_order = "code"
    caption = "下级区划"

    def __init__(
        self,
        *args: object,
        townships: Mapping[str, int],
        villages: Mapping[str, int],
        **kwargs: object,
    ) -> None:
        self.counted = {"townships": townships, "villages": villages}
        super().__init__(
            *args, exclude=[it for it in self.counted if not self.counted[it]], **kwargs
        )

    def render_kind(self, record: Division, value: str) -> str:
        return value or LEVELS[Level(record.level)]

    def render_townships(self, value: str) -> int:
        return self.counted["townships"].get(value, 0)

    def render_villages(self, value: str) -> int:
        return self.counted["villages"].get(value, 0)
