from __future__ import annotations

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from wangge.ui.filter import FilterSet
from wangge.workers.models import Assignment, Duty, Kind, Source, Worker

STANDING = (*Duty.choices, ("any", "在岗（不论职责）"), ("none", "未配备"))


class WorkerFilter(FilterSet):
    """By name, kind, source, and by how they stand today."""

    name = filters.CharFilter(label="姓名", lookup_expr="contains")
    kind = filters.ChoiceFilter(label="性质", choices=Kind.choices, empty_label="全部")
    source = filters.ChoiceFilter(label="来源", choices=Source.choices, empty_label="全部")
    standing = filters.ChoiceFilter(
        label="配备", choices=STANDING, empty_label="全部", method="by_standing"
    )

    class Meta:
        model = Worker
        fields = ("name", "kind", "source")

    def by_standing(self, rows: QuerySet[Worker], name: str, value: str) -> QuerySet[Worker]:
        """Workers with such an assignment today; `none` has no assignment at all."""
        standing = Assignment.objects.on(localdate()).filter(worker=OuterRef("pk"))
        if value == "none":
            return rows.filter(~Exists(standing))
        return rows.filter(Exists(standing if value == "any" else standing.filter(duty=value)))
