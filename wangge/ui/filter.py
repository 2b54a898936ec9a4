"""Filter bars: django-filter, with an empty form that stays empty and Chinese throughout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms

from wangge.kernel.errors import Unable

from .lists import names_of, narrowing


def day_of(data: Mapping[str, Any], *, today: date, name: str = "on") -> date:
    """The day that an address asks for; today when it asks for none, or for what is no day."""
    try:
        asked = forms.DateField(required=False).clean(data.get(name, ""))
    except forms.ValidationError:
        return today
    return asked or today


class FilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """A filter bar above a list. A value that makes no sense filters nothing out and is named."""

    @property
    def qs(self) -> Any:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.all()
        return super().qs

    @property
    def narrowed(self) -> Any:
        """The rows for a file. A condition that makes no sense takes nothing out of the house."""
        if self.is_bound and not self.form.is_valid():
            raise Unable("筛选条件有误，没有导出。请返回改正后再导出。")
        return super().qs

    @property
    def asked(self) -> dict[str, str]:
        """What the address says in the words of this bar."""
        return narrowing(self.data, names_of(self.form))
