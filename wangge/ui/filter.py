"""Filter bars: django-filter, with an empty form that stays empty and Chinese throughout."""

from __future__ import annotations

from typing import Any

import django_filters


class FilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """A filter bar above a list. A value that makes no sense filters nothing out and is named."""

    @property
    def qs(self) -> Any:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.all()
        return super().qs
