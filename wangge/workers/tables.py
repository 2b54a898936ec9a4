from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import django_tables2 as tables
from django.urls import reverse

from wangge.kernel.actor import Actor
from wangge.kernel.code import Level
from wangge.places import queries as places
from wangge.territory.models import Grid
from wangge.ui.table import Table
from wangge.workers.models import Worker
from wangge.workers.queries import phone_of


def _address(record: Worker) -> str:
    return reverse("workers:worker", args=[record.code, record.pk])


ONE_LINE = {"td": {"class": "wg-place"}}


class WorkerTable(Table):
    """The roster of a place."""

    name = tables.Column("姓名", linkify=_address, attrs=ONE_LINE)
    code = tables.Column("归属", attrs=ONE_LINE)
    phone = tables.Column("电话")
    kind = tables.Column("性质", attrs=ONE_LINE)
    source = tables.Column("来源", attrs=ONE_LINE)
    standing = tables.Column("配备", accessor="pk")

    orders = {"code": ("code",)}
    default_order = "code"
    caption = "网格员花名册"

    def __init__(
        self, *args: object, by: Actor, standing: Mapping[UUID, str], **kwargs: object
    ) -> None:
        self.by, self.standing = by, standing
        super().__init__(*args, **kwargs)

    def render_code(self, record: Worker) -> str:
        return places.name_of(record.code)

    def render_phone(self, record: Worker) -> str:
        return phone_of(record, by=self.by)

    def render_standing(self, record: Worker) -> str:
        words: str = self.standing.get(record.pk, "未配备")
        return words


class VacancyTable(Table):
    """The grids of a place in which nobody stands."""

    name = tables.Column("网格")
    code = tables.Column("网格编码")
    village = tables.Column("村（社区）", accessor="code")
    households = tables.Column("户数")

    orders = {"code": ("code",)}
    default_order = "code"
    caption = "空岗网格"

    def render_village(self, record: Grid) -> str:
        return places.full_name(record.code.at(Level.VILLAGE))
