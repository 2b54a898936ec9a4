"""How a unit narrows its workbench, and how ratings are narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from wangge.kernel.code import Code, Level
from wangge.matters import queries as matters
from wangge.places import queries as places
from wangge.ui.filter import FilterSet

from .filters import DAY
from .flow import RatingState
from .lights import Light, shining
from .models import Part, Rating, Score
from .queries import local_day

OTHER = "other"
Parts = QuerySet[Part]
Ratings = QuerySet[Rating]


class PartFilter(FilterSet):
    """By line of matters and by area; the tab travels along unseen."""

    line = django_filters.ChoiceFilter(label="条线", method="along", empty_label="不限")
    area = django_filters.ChoiceFilter(label="下级区划", method="narrow", empty_label="不限")
    light = django_filters.ChoiceFilter(
        label="时限",
        method="shine",
        empty_label="不限",
        choices=[(light.value, light.word) for light in Light if light is not Light.GREY],
    )
    tab = django_filters.CharFilter(method="keep", widget=forms.HiddenInput)

    class Meta:
        model = Part
        fields: Sequence[str] = []

    def __init__(self, data: Any, queryset: Parts, *, at: Code, now: datetime) -> None:
        self.now = now
        super().__init__(data, queryset)
        known = [(one.line, one.name) for one in matters.lines()]
        self.filters["line"].extra["choices"] = [*known, (OTHER, "其他诉求（清单之外）")]
        _offer_areas(self, at, local_day(now))
        self.form.fields["tab"].initial = self.data.get("tab", "")

    def along(self, parts: Parts, name: str, value: str) -> Parts:
        if value == OTHER:
            return parts.filter(case__line="")
        return parts.filter(case__line__gte=value, case__line__lt=f"{value}:")

    def narrow(self, parts: Parts, name: str, value: str) -> Parts:
        return parts.filter(case__code__within=Code(value))

    def shine(self, parts: Parts, name: str, value: str) -> Parts:
        return parts.filter(shining(Light(value), now=self.now))

    def keep(self, parts: Parts, name: str, value: str) -> Parts:
        return parts


SATISFIED = [Score.SATISFIED, Score.BASICALLY]
RATINGS = {
    "appealed": "申诉中",
    "counted": "计入统计",
    "satisfied": "满意和基本满意",
    "unsatisfied": "不满意",
    "set_aside": "不计入",
}


def share_of(ratings: Ratings, tab: str) -> Ratings:
    """A tab's ratings. Those that were set aside count nowhere and stand in a tab of their own."""
    if tab == "appealed":
        return ratings.filter(state=RatingState.APPEALED)
    if tab == "set_aside":
        return ratings.filter(state=RatingState.SET_ASIDE)
    counted = ratings.exclude(state=RatingState.SET_ASIDE)
    if tab == "satisfied":
        return counted.filter(score__in=SATISFIED)
    return counted.filter(score=Score.UNSATISFIED) if tab == "unsatisfied" else counted


class RatingFilter(FilterSet):
    """By area and by day."""

    area = django_filters.ChoiceFilter(label="下级区划", method="narrow", empty_label="不限")
    rated_from = django_filters.DateFilter(label="评价日期起", method="since", widget=DAY)
    tab = django_filters.CharFilter(method="keep", widget=forms.HiddenInput)

    class Meta:
        model = Rating
        fields: Sequence[str] = []

    def __init__(self, data: Any, queryset: Ratings, *, at: Code, now: datetime) -> None:
        super().__init__(data, queryset)
        _offer_areas(self, at, local_day(now))
        self.form.fields["tab"].initial = self.data.get("tab", "")

    @property
    def shown(self) -> str:
        """The tab that the address asks for; else the appeals, when there are any."""
        asked = self.data.get("tab", "")
        if asked in RATINGS:
            return str(asked)
        return "appealed" if share_of(self.qs, "appealed").exists() else "counted"

    def narrow(self, ratings: Ratings, name: str, value: str) -> Ratings:
        return ratings.filter(case__code__within=Code(value))

    def since(self, ratings: Ratings, name: str, value: date) -> Ratings:
        return ratings.filter(at__gte=timezone.make_aware(datetime.combine(value, time.min)))

    def keep(self, ratings: Ratings, name: str, value: str) -> Ratings:
        return ratings


def _offer_areas(narrowed: FilterSet, at: Code, on: date) -> None:
    """The areas below a place, down to the village."""
    below = places.children(at, on) if at.level < Level.VILLAGE else places.children(at, on).none()
    if choices := [(str(code), name) for code, name in below.values_list("code", "name")]:
        narrowed.filters["area"].extra["choices"] = choices
    else:
        del narrowed.filters["area"]
