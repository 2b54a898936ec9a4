"""Lists of cases, with everything that is named read once for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

import django_tables2
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wangge.kernel.code import Code, Level
from wangge.matters import queries as matters
from wangge.territory import queries as territory
from wangge.ui.table import EMPTY, Table
from wangge.ui.templatetags.ui import light, moment, state_badge
from wangge.worktime.amounts import Unit
from wangge.worktime.calendar import WorkCalendar
from wangge.worktime.queries import current_calendar
from wangge.worktime.remaining import remaining_words

from . import queries
from .flow import PartState, State
from .lights import Clocked, light_of
from .models import Case

TONES: Mapping[str, str] = {
    State.REPORTED: "info",
    State.ACCEPTED: "info",
    State.HANDED_BACK: "warn",
    State.VERIFYING: "info",
    State.FOLLOW_UP: "info",
    State.CLOSED: "good",
    PartState.TO_SIGN: "info",
    PartState.CONCLUDED: "good",
    PartState.FED_BACK: "good",
}
WIDE_ONLY = "d-none d-md-table-cell"
CHOOSE = (
    '<input type="checkbox" class="form-check-input wg-choose" name="number" value="{}"'
    ' form="wg-bulk" data-select aria-label="选中 {}">{}'
)


def short(number: str) -> str:
    """`260610-000013`: day, serial and check digit; the county is clear from the list."""
    return f"{number[6:12]}-{number[12:]}"


def badge_of(state: str, label: str) -> SafeString:
    return SafeString(state_badge(label, TONES.get(state, "neutral")))


@dataclass(frozen=True, slots=True)
class Reading:
    """The clock and the names with which cases are read."""

    now: datetime
    calendar: WorkCalendar
    places: Mapping[str, str]
    matters: Mapping[str, str]
    units: Mapping[str, str]

    @classmethod
    def of(cls, cases: Iterable[Case], *, now: datetime, units: Iterable[Any] = ()) -> Self:
        rows, on = list(cases), queries.local_day(now)
        leads = {unit for case in rows for unit in case.units}
        return cls(
            now,
            current_calendar(),
            _place_names({case.code for case in rows}, on),
            matters.names({case.line for case in rows}, on) if any(c.line for c in rows) else {},
            queries.unit_names({*leads, *units}),
        )

    def matter(self, case: Case) -> str:
        return self.matters.get(case.line, case.category) if case.line else "其他诉求"

    def lead(self, case: Case) -> str:
        return self.unit(case.units[0]) if case.units else ""

    def unit(self, id: Any) -> str:
        return self.units.get(str(id), "") if id else ""

    def remaining(self, thing: Clocked, *, urgent: bool) -> str:
        """Urgent matters are reckoned by the clock, others by working time."""
        if thing.due_at is None:
            return ""
        unit = Unit.URGENT_HOUR if urgent else Unit.WORKING_DAY
        words = remaining_words(thing.due_at, self.now, self.calendar, unit=unit)
        return words.removeprefix("已超期 ")

    def light(self, thing: Clocked, *, urgent: bool) -> str:
        """The light with its word and what is left; a dash where no clock runs."""
        if thing.due_at is None:
            return EMPTY
        colour = light_of(thing, now=self.now)
        return SafeString(light(colour, self.remaining(thing, urgent=urgent)))


def _place_names(grids: Iterable[Code], on: date) -> Mapping[str, str]:
    """Each grid by its village's short name and its own: a grid's alone is told apart nowhere."""
    wanted = set(grids)
    if not wanted:
        return {}
    named = territory.names(wanted | {grid.at(Level.VILLAGE) for grid in wanted}, on)
    return {grid: _together(named[grid.at(Level.VILLAGE)], named[grid]) for grid in wanted}


def _together(village: str, grid: str) -> str:
    village = village.removesuffix("居委会").removesuffix("村委会").removesuffix("村民委员会")
    return grid if grid.startswith(village) else f"{village}{grid}"


class CaseTable(Table):
    """Cases of a place. Open ones stand by their limit, the record by the time of report."""

    number = django_tables2.Column("编号", attrs={"td": {"class": "wg-num"}})
    words = django_tables2.Column("情况", attrs={"td": {"class": "wg-long"}})
    code = django_tables2.Column("地点", attrs={"td": {"class": "wg-place"}})
    line = django_tables2.Column(
        "事项", empty_values=(), attrs={"td": {"class": WIDE_ONLY}, "th": {"class": WIDE_ONLY}}
    )
    state = django_tables2.Column("状态")
    due = django_tables2.Column("时限", accessor="due_at", empty_values=())
    units = django_tables2.Column(
        "牵头单位", empty_values=(), attrs={"td": {"class": WIDE_ONLY}, "th": {"class": WIDE_ONLY}}
    )
    reported_at = django_tables2.Column(
        "上报时间",
        attrs={"td": {"class": f"wg-num {WIDE_ONLY}"}, "th": {"class": WIDE_ONLY}},
    )

    caption = "事件"

    def __init__(
        self, data: Any, *, at: Code, now: datetime, choosable: bool = False, **options: Any
    ) -> None:
        self.at, self.read, self.choosable = at, Reading.of(data, now=now), choosable
        super().__init__(data, **options)

    def render_number(self, record: Case) -> str:
        link = link_to(self.at, record)
        return format_html(CHOOSE, record.number, record.number, link) if self.choosable else link

    def render_words(self, record: Case) -> str:
        return words_of(record)

    def render_code(self, record: Case) -> str:
        return self.read.places.get(record.code, record.code)

    def render_line(self, record: Case) -> str:
        return self.read.matter(record)

    def render_state(self, record: Case) -> str:
        return badge_of(record.state, record.get_state_display())

    def render_due(self, record: Case) -> str:
        return self.read.light(record, urgent=record.urgent)

    def render_units(self, record: Case) -> str:
        return self.read.lead(record) or EMPTY

    def render_reported_at(self, record: Case) -> str:
        return moment(record.reported_at)


class QueueTable(CaseTable):
    """What is open, the most pressing first. `ends_at` is `due_at` where it is never null."""

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"due": ("ends_at", "id")}
    default_order = "due"


class RecordTable(CaseTable):
    """Everything, the latest report first."""

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"reported_at": ("-reported_at", "-id")}
    default_order = "reported_at"


def link_to(at: Code, case: Case) -> SafeString:
    url = reverse("cases:detail", args=[at, case.number])
    return format_html('<a href="{}" title="{}">{}</a>', url, case.number, short(case.number))


def words_of(case: Case) -> str:
    marks = [(case.get_urgency_display(), "bad")] if case.urgent else []
    marks += [("来件待确认", "warn")] if case.to_be_confirmed else []
    shown = format_html_join("", "{} ", ((state_badge(*mark),) for mark in marks))
    return format_html("{}{}", shown, case.words)
