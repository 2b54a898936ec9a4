from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from wangge.territory.models import Grid, Kind
from wangge.ui.filter import FilterSet

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class GridFilter(FilterSet):
    """By day, by kind, and by a part of the name."""

    on = filters.DateFilter(label="日期", method="as_given", widget=DAY)
    kind = filters.ChoiceFilter(label="类别", choices=Kind.choices, empty_label="全部")
    name = filters.CharFilter(label="名称", lookup_expr="contains")

    def as_given(self, rows: QuerySet[Grid], name: str, value: object) -> QuerySet[Grid]:
        """The rows were already those of the day."""
        return rows

    class Meta:
        model = Grid
        fields = ("kind", "name")
