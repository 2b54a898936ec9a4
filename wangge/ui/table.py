"""Tables: rendered by django-tables2, paged by `keyset`, drawn by ui/table.html.

    class CaseTable(Table):
        number = tables.Column("编号", linkify=True)
        due_at = tables.Column("时限")
        orders = {"due_at": ("due_at", "number"), "number": ("number",)}
        default_order = "due_at"

    table = CaseTable.of(queryset, request.GET, rows=rows_of(request))

`orders` is the list of what may be sorted by, and each entry is backed by an index; anything else
that an address asks for is the default order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import django_tables2
from django.db.models import QuerySet

from .keyset import KeysetPage, page_of

EMPTY = "—"


@dataclass(frozen=True, slots=True)
class Sort:
    """What a column header offers: the next order, and how the column is ordered now."""

    next: str
    direction: str = ""
    arrow: str = ""


class Table(django_tables2.Table):  # type: ignore[misc]
    """A table whose rows are one keyset page. The first column holds the row's link."""

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    default_order: ClassVar[str] = ""
    page_size: ClassVar[int] = 50
    caption: ClassVar[str] = ""

    sort: str
    page_of_rows: KeysetPage[Any]

    class Meta:
        template_name = "ui/table.html"
        orderable = False
        default = EMPTY

    @classmethod
    def of(
        cls, queryset: QuerySet[Any], query: Mapping[str, str], *, rows: int = 0, **options: Any
    ) -> Self:
        """The page and the order that an address (`?sort=…&page=…`) asks for, so many rows long."""
        sort = cls.known_sort(query.get("sort", ""))
        page = page_of(queryset, cls.order_of(sort), query.get("page"), rows or cls.page_size)
        table = cls(page.rows, orderable=False, template_name="ui/table.html", **options)
        table.sort, table.page_of_rows = sort, page
        return table

    @classmethod
    def known_sort(cls, wanted: str) -> str:
        return wanted if wanted.removeprefix("-") in cls.orders else cls.default_order

    @classmethod
    def order_of(cls, sort: str) -> tuple[str, ...]:
        """The columns behind the name of an order; a leading minus turns all of them."""
        if not sort:
            return ("pk",)
        columns = cls.orders[sort.removeprefix("-")]
        if not sort.startswith("-"):
            return columns
        return tuple(it[1:] if it.startswith("-") else f"-{it}" for it in columns)

    def sort_of(self, column: str) -> Sort | None:
        """How a column header sorts; None when the column is not sortable."""
        if column not in self.orders:
            return None
        if self.sort == column:
            return Sort(f"-{column}", "ascending", "↑")
        if self.sort == f"-{column}":
            return Sort(column, "descending", "↓")
        return Sort(column)
