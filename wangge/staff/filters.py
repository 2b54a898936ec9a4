"""What the lists of this room can be narrowed by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.ui.filter import FilterSet

from .models import Account, Kind, Organisation, Post
from .queries import locked_usernames, roles_offered

STATES = [("active", "启用"), ("disabled", "停用"), ("locked", "已锁定"), ("waiting", "待首次改密")]


class AccountFilter(FilterSet):
    words = django_filters.CharFilter(label="用户名或姓名", method="by_words")
    state = django_filters.ChoiceFilter(
        label="状态", choices=STATES, method="by_state", empty_label="全部"
    )
    role = django_filters.ChoiceFilter(label="角色", method="by_role", empty_label="全部")

    class Meta:
        model = Account
        fields: list[str] = []

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.filters["role"].extra["choices"] = list(roles_offered().values_list("key", "name"))

    def by_words(self, rows: QuerySet[Account], _: str, words: str) -> QuerySet[Account]:
        return rows.filter(Q(username__startswith=words.lower()) | Q(name__contains=words))

    def by_state(self, rows: QuerySet[Account], _: str, state: str) -> QuerySet[Account]:
        if state == "locked":
            return rows.filter(username__in=locked_usernames(now=self.now))
        if state == "waiting":
            return rows.filter(is_active=True, must_change_password=True)
        return rows.filter(is_active=state == "active")

    def by_role(self, rows: QuerySet[Account], _: str, role: str) -> QuerySet[Account]:
        today = timezone.localdate(self.now)
        posts = Post.objects.filter(account=OuterRef("pk"), role__key=role)
        return rows.filter(Exists(posts.filter(period__contains=today)))


class OrganisationFilter(FilterSet):
    words = django_filters.CharFilter(label="名称", field_name="name", lookup_expr="contains")
    kind = django_filters.ChoiceFilter(label="类别", choices=Kind.choices, empty_label="全部")
    code = django_filters.CharFilter(label="区划代码", method="by_code")

    class Meta:
        model = Organisation
        fields: list[str] = []

    def by_code(self, rows: QuerySet[Any], _: str, written: str) -> QuerySet[Any]:
        place = code_of(written)
        return rows.filter(codes__within=place) if place else rows.none()


class EntryFilter(FilterSet):
    since = django_filters.DateFilter(
        label="从", method="by_since", widget=forms.DateInput({"type": "date"})
    )
    until = django_filters.DateFilter(
        label="到（含当天）", method="by_until", widget=forms.DateInput({"type": "date"})
    )
    event = django_filters.CharFilter(
        label="事项代码（开头）", field_name="event", lookup_expr="startswith"
    )
    actor = django_filters.CharFilter(label="操作人姓名或用户名", method="by_actor")
    subject = django_filters.CharFilter(label="对象（开头）", method="by_subject")
    code = django_filters.CharFilter(label="区划代码", method="by_code")

    class Meta:
        model = Entry
        fields: list[str] = []

    def by_since(self, rows: QuerySet[Any], _: str, day: Any) -> QuerySet[Any]:
        return rows.filter(at__gte=midnight(day))

    def by_until(self, rows: QuerySet[Any], _: str, day: Any) -> QuerySet[Any]:
        return rows if day == date.max else rows.filter(at__lt=midnight(day + timedelta(days=1)))

    def by_actor(self, rows: QuerySet[Any], _: str, words: str) -> QuerySet[Any]:
        named = Account.objects.filter(username=words.lower()).values_list("id", flat=True)
        return rows.filter(Q(actor__in=list(named)) | Q(actor_label=words))

    def by_subject(self, rows: QuerySet[Any], _: str, words: str) -> QuerySet[Any]:
        return rows.filter(subject__startswith=words)

    def by_code(self, rows: QuerySet[Any], _: str, written: str) -> QuerySet[Any]:
        place = code_of(written)
        return rows.filter(code__within=place) if place else rows.none()


def midnight(day: date) -> datetime:
    """When a day begins: compared with the column itself, so that its index can be used."""
    return timezone.make_aware(datetime.combine(day, time.min))


def code_of(written: str) -> Code | None:
    try:
        return Code(written.strip())
    except ValueError:
        return None
