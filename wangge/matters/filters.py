from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from wangge.matters.models import Category, Line, Matter, Refusal
from wangge.ui.filter import FilterSet

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class MatterFilter(FilterSet):
    """By day, category, line and a part of the name."""

    on = filters.DateFilter(label="日期", method="as_given", widget=DAY)
    category = filters.ModelChoiceFilter(
        label="类别", queryset=Category.objects.all(), to_field_name="key", empty_label="全部"
    )
    line = filters.ModelChoiceFilter(
        label="条线",
        queryset=Line.objects.all(),
        to_field_name="line",
        empty_label="全部",
        method="by_line",
    )
    name = filters.CharFilter(label="事项", lookup_expr="contains")

    class Meta:
        model = Matter
        fields = ("category", "name")

    def as_given(self, rows: QuerySet[Matter], name: str, value: object) -> QuerySet[Matter]:
        """The rows were already those of the day."""
        return rows

    def by_line(self, rows: QuerySet[Matter], name: str, value: Line) -> QuerySet[Matter]:
        """A line and the lines below it."""
        return rows.filter(line__startswith=value.line)


class RefusalFilter(FilterSet):
    """By department and by the day of asking."""

    department = filters.CharFilter(label="部门", lookup_expr="contains")
    asked_on = filters.DateFromToRangeFilter(label="提出日期")

    class Meta:
        model = Refusal
        fields = ("department", "asked_on")
