"""The tabs and the filter bar of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

import django_filters
from django import forms
from django.db.models import Count as CountRows
from django.db.models import Q
from django.db.models.functions import Length
from django.utils import timezone

from wangge.kernel.code import Code, Level
from wangge.matters import queries as matters
from wangge.matters.models import Urgency
from wangge.places import queries as places
from wangge.territory import queries as territory
from wangge.ui.filter import FilterSet
from wangge.ui.keyset import Count, count_up_to

from .flow import OPEN, State
from .lights import Light, shining
from .models import Case, CaseQuerySet, was_closed
from .numbers import is_number
from .queries import local_day


@dataclass(frozen=True, slots=True)
class Tab:
    """A share of the cases, by their states and what is counted with them; none named: all."""

    key: str
    label: str
    states: frozenset[str]
    empty: str
    also: Q | None = None

    @property
    def open(self) -> bool:
        """Whether all of its cases have a running limit."""
        return bool(self.states) and self.states <= OPEN

    def of(self, cases: CaseQuerySet) -> CaseQuerySet:
        if not self.states:
            return cases
        condition = Q(state__in=sorted(self.states))
        return cases.filter(condition | self.also if self.also else condition)


def _tab(key: str, label: str, empty: str, *states: str, also: Q | None = None) -> Tab:
    return Tab(key, label, frozenset(states), empty, also)


TABS: Mapping[str, Tab] = {
    tab.key: tab
    for tab in (
        _tab("open", "未办结", "没有未办结的事件。有新的上报会排在这里。", *OPEN),
        _tab(
            "to_confirm", "待核实", "没有待核实的事件。公众上报的会先由网格员到现场看。",
            State.TO_CONFIRM,
        ),
        _tab("to_accept", "待受理", "没有待受理的事件。有新的上报会在这里出现。", State.REPORTED),
        _tab("sent_back", "待补正", "没有等待上报人补正的事件。", State.SENT_BACK),
        _tab(
            "to_dispatch", "待分派", "没有待分派的事件。受理后和被退回的事件会在这里出现。",
            State.ACCEPTED, State.HANDED_BACK,
        ),
        _tab(
            "in_hand", "在办", "没有单位在办的事件。分派后会在这里出现。",
            State.DISPATCHED, State.HANDLING,
        ),
        _tab("verifying", "待核查", "没有待核查的事件。单位办结后会在这里出现。", State.VERIFYING),
        _tab("follow_up", "待回访", "没有待回访的事件。核查通过后会在这里出现。", State.FOLLOW_UP),
        _tab("closed", "已结案", "还没有结案的事件。", State.CLOSED, also=was_closed()),
        _tab("archived", "已归档", "还没有归档的事件。结束 30 天后自动归档。", State.ARCHIVED),
        _tab("all", "全部", "这里还没有事件。用“上报”记下第一件。"),
    )
}  # fmt: skip


def counts(cases: CaseQuerySet) -> dict[str, Count]:
    """How many rows each tab shows."""
    open_cases = cases.filter(state__in=sorted(OPEN)).order_by()
    by_state = dict(open_cases.values_list("state").annotate(CountRows("id")))
    found = {}
    for key, tab in TABS.items():
        if tab.open:
            found[key] = Count(sum(by_state.get(state, 0) for state in tab.states))
        else:
            found[key] = count_up_to(tab.of(cases))
    return found


DESKS = [
    (str(int(Level.TOWNSHIP)), "乡镇（街道）平台"),
    (str(int(Level.COUNTY)), "县级平台"),
    (str(int(Level.CITY)), "市级机构"),
]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CaseFilter(FilterSet):
    """What a list may be narrowed by; the tab travels along unseen."""

    q = django_filters.CharFilter(
        label="编号或内容",
        method="search",
        widget=forms.TextInput(attrs={"type": "search", "data-search": ""}),
    )
    light = django_filters.ChoiceFilter(
        label="时限",
        method="shine",
        empty_label="不限",
        choices=[(light.value, light.word) for light in Light if light is not Light.GREY],
    )
    state = django_filters.ChoiceFilter(label="状态", choices=State.choices, empty_label="不限")
    urgency = django_filters.ChoiceFilter(
        label="紧急程度", choices=Urgency.choices, empty_label="不限"
    )
    category = django_filters.ChoiceFilter(label="类别", empty_label="不限")
    matter = django_filters.ChoiceFilter(label="事项", field_name="line", empty_label="不限")
    area = django_filters.ChoiceFilter(label="下级区划", method="narrow", empty_label="不限")
    desk = django_filters.ChoiceFilter(
        label="平台层级", method="lie_at", choices=DESKS, empty_label="不限"
    )
    self_handled = django_filters.ChoiceFilter(
        label="办理方式", choices=[("1", "自办"), ("0", "分派办理")], empty_label="不限"
    )
    reworked = django_filters.ChoiceFilter(
        label="返工",
        method="rework",
        choices=[("1", "返工过的"), ("0", "没有返工")],
        empty_label="不限",
    )
    reported_from = django_filters.DateFilter(
        label="上报日期起", field_name="reported_at", method="since", widget=DAY
    )
    closed_from = django_filters.DateFilter(
        label="结束日期起", field_name="closed_at", method="since", widget=DAY
    )
    tab = django_filters.CharFilter(method="keep", widget=forms.HiddenInput)

    class Meta:
        model = Case
        fields: Sequence[str] = []

    def __init__(self, data: Any, queryset: CaseQuerySet, *, at: Code, now: datetime) -> None:
        self.now = now
        super().__init__(data, queryset)
        on = local_day(now)
        listed = list(matters.in_force(on, at=at))
        names = dict.fromkeys(matter.category.name for matter in listed)
        self.filters["category"].extra["choices"] = [(name, name) for name in names]
        self.filters["matter"].extra["choices"] = [(m.number, m.name) for m in listed]
        below = _below(at, on)
        if below:
            self.filters["area"].extra["choices"] = below
        else:
            del self.filters["area"]
        self.form.fields["tab"].initial = self.data.get("tab", "")

    @property
    def shown(self) -> Tab:
        """The tab that the address asks for; a named state is looked for in all of them."""
        default = "all" if self.data.get("state") else "open"
        return TABS.get(self.data.get("tab", ""), TABS[default])

    def search(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        text = value.strip()
        if is_number(text):
            return cases.filter(number=text)
        return cases.filter(Q(words__contains=text) | Q(address__contains=text))

    def shine(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(shining(Light(value), now=self.now))

    def narrow(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(code__within=Code(value))

    def lie_at(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        lying = cases.alias(desk_level=Length("desk")).filter(desk_level=int(value))
        return cast(CaseQuerySet, lying)

    def rework(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases.filter(reworks__gt=0) if value == "1" else cases.filter(reworks=0)

    def since(self, cases: CaseQuerySet, name: str, value: date) -> CaseQuerySet:
        begin = timezone.make_aware(datetime.combine(value, time.min))
        return cases.filter(**{f"{name}__gte": begin})

    def keep(self, cases: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return cases


def _below(at: Code, on: Any) -> list[tuple[str, str]]:
    if at.level is Level.GRID:
        return []
    if at.level is Level.VILLAGE:
        grids = territory.grids_in(at, on).values_list("code", "name")
        return [(str(code), name) for code, name in grids]
    return [(str(code), name) for code, name in places.children(at, on).values_list("code", "name")]
