"""What lies at a unit: its parts, and what the reporters thought of its work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import django_tables2

from wangge.kernel.code import Code
from wangge.staff import queries as staff
from wangge.ui.table import EMPTY, Table
from wangge.ui.templatetags.ui import moment

from . import queries
from .models import Part, Rating
from .tables import WIDE_ONLY, Reading, badge_of, link_to, words_of


class PartTable(Table):
    """A unit's workbench."""

    number = django_tables2.Column(
        "编号", accessor="case__number", attrs={"td": {"class": "wg-num"}}
    )
    words = django_tables2.Column(
        "情况", accessor="case__words", attrs={"td": {"class": "wg-long"}}
    )
    code = django_tables2.Column("地点", attrs={"td": {"class": "wg-place"}})
    is_lead = django_tables2.Column("分工")
    handler = django_tables2.Column("承办人", empty_values=())
    state = django_tables2.Column("状态")
    due = django_tables2.Column("时限", accessor="due_at")
    dispatched_at = django_tables2.Column(
        "分派时间", attrs={"td": {"class": f"wg-num {WIDE_ONLY}"}, "th": {"class": WIDE_ONLY}}
    )

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"due": ("due_at", "id")}
    default_order = "due"
    caption = "本单位的事件"

    def __init__(
        self,
        data: Any,
        *,
        at: Code,
        now: datetime,
        standing_in: Collection[UUID] = (),
        **options: Any,
    ) -> None:
        self.at, self.read = at, Reading.of([part.case for part in data], now=now)
        self.handlers = staff.names_of(part.handler for part in data)
        self.standing_in = standing_in
        super().__init__(data, **options)

    def render_number(self, record: Part) -> str:
        return link_to(self.at, record.case)

    def render_words(self, record: Part) -> str:
        return words_of(record.case)

    def render_code(self, record: Part) -> str:
        return self.read.places.get(record.code, record.code)

    def render_is_lead(self, record: Part) -> str:
        return "牵头" if record.is_lead else "协办"

    def render_handler(self, record: Part) -> str:
        """Whom one stands in for is said (代)."""
        if record.handler is None:
            return EMPTY
        name = self.handlers.get(record.handler, "")
        return f"代 {name}" if record.handler in self.standing_in else name

    def render_state(self, record: Part) -> str:
        return badge_of(record.state, record.get_state_display())

    def render_due(self, record: Part) -> str:
        return self.read.light(record, urgent=record.case.urgent)

    def render_dispatched_at(self, record: Part) -> str:
        return moment(record.dispatched_at)


class DoneTable(PartTable):
    """What the unit has done, the latest dispatched first: ids are made at the dispatch."""

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"dispatched_at": ("-id",)}
    default_order = "dispatched_at"
    caption = "本单位办结的事件"


class RatingTable(Table):
    """Ratings, the latest first."""

    number = django_tables2.Column(
        "编号", accessor="case__number", attrs={"td": {"class": "wg-num"}}
    )
    words = django_tables2.Column(
        "情况", accessor="case__words", attrs={"td": {"class": "wg-long"}}
    )
    unit = django_tables2.Column("单位", empty_values=())
    score = django_tables2.Column("评价")
    reason = django_tables2.Column("理由", attrs={"td": {"class": "wg-long"}})
    state = django_tables2.Column("申诉")
    at = django_tables2.Column("评价时间", attrs={"td": {"class": "wg-num"}})

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"at": ("-id",)}
    default_order = "at"
    caption = "评价"

    def __init__(self, data: Any, *, place: Code, **options: Any) -> None:
        self.place, self.units = place, queries.unit_names(rating.unit for rating in data)
        super().__init__(data, **options)

    def render_number(self, record: Rating) -> str:
        return link_to(self.place, record.case)

    def render_words(self, record: Rating) -> str:
        return words_of(record.case)

    def render_unit(self, record: Rating) -> str:
        return self.units.get(str(record.unit), "") or EMPTY

    def render_score(self, record: Rating) -> str:
        return record.get_score_display()

    def render_state(self, record: Rating) -> str:
        return badge_of(record.state, record.get_state_display())

    def render_at(self, record: Rating) -> str:
        return moment(record.at)
