from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from wangge.kernel.code import Code
from wangge.matters.models import Matter, Refusal
from wangge.places import queries as places
from wangge.ui.table import Table


class MatterTable(Table):
    """The matter list."""

    number = tables.Column("编号")
    name = tables.Column("事项")
    category = tables.Column("类别")
    departments = tables.Column("责任部门")
    worker_role = tables.Column("网格员职责")
    limit = tables.Column("办理时限", accessor="limit__words")
    urgency = tables.Column("紧急程度")

    orders = {"number": ("number",)}
    default_order = "number"
    caption = "事项清单"

    def __init__(self, *args: object, at: Code, **kwargs: object) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def render_name(self, record: Matter) -> str:
        words = f"{record.name}（平时休眠）" if record.dormant else record.name
        return format_html(
            '<a href="{}">{}</a>', reverse("matters:matter", args=[self.at, record.number]), words
        )


class RefusalTable(Table):
    """The register of refusals."""

    department = tables.Column("要求的部门")
    words = tables.Column("要求做什么")
    asked_on = tables.DateColumn(verbose_name="提出日期", format="Y-m-d")
    code = tables.Column("地点")
    refused_label = tables.Column("登记人")

    orders = {"id": ("-id",), "code": ("code",)}
    default_order = "id"
    caption = "清单外任务登记"

    def render_code(self, record: Refusal) -> str:
        return places.name_of(record.code)
