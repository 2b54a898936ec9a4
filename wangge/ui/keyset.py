"""Keyset paging: a page begins after a row, not after a number of rows.

The ten-thousandth page costs as much as the first, and rows that arrive while somebody reads
neither repeat nor hide others. A token names the row; it is signed, so what comes back is what
was given out. A token that is not ours, or belongs to another order, opens the first page.

A token can be read by its holder and stands in addresses: order by dates, numbers and codes,
never by names or phones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import Field, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
Values = tuple[Any, ...]

SIGNER = Signer(salt="ui.keyset")


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Row]):
    """Some rows in order, and the tokens of the pages beside them."""

    rows: Sequence[Row]
    next: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows, counted no further than worth knowing."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}" + ("+" if self.more else "")


def count_up_to(queryset: QuerySet[Any], limit: int = 10_000) -> Count:
    """Count at most `limit` rows: a list says 10,000+ rather than make its reader wait."""
    number = queryset.order_by()[: limit + 1].count()
    return Count(min(number, limit), number > limit)


def page_of(
    queryset: QuerySet[Row], order: Sequence[str], token: str | None = None, size: int = 50
) -> KeysetPage[Row]:
    """The page that a token names; the first one without a token or with one that is not ours.

    `order` are columns as in `order_by`, none of them null; the primary key is appended as the
    last word, so that the order is total.
    """
    order = total_order(queryset, order)
    backwards, values = read_token(queryset, order, token)
    if values is None:
        return _first(queryset, order, size)
    rows = _beyond(queryset, order, values, size, backwards=backwards)
    if not rows or (backwards and len(rows) <= size):
        return _first(queryset, order, size)
    if backwards:
        rows = rows[:size][::-1]
        return _page(rows, order, has_next=True, has_previous=True)
    return _page(rows[:size], order, has_next=len(rows) > size, has_previous=True)


def batches(
    queryset: QuerySet[Row], order: Sequence[str], size: int = 500
) -> Iterator[Sequence[Row]]:
    """Every row in order, so many in memory at a time; what changes meanwhile repeats none."""
    order = total_order(queryset, order)
    rows = list(queryset.order_by(*order)[:size])
    while rows:
        yield rows
        if len(rows) < size:
            return
        last = tuple(_value(rows[-1], name) for name in order)
        rows = _beyond(queryset, order, last, size, backwards=False)[:size]


def total_order(queryset: QuerySet[Any], order: Sequence[str]) -> tuple[str, ...]:
    """The order with the primary key last; a ValueError when a column may be null."""
    for name in order:
        if getattr(_field(queryset, name), "null", False):
            raise ValueError(f"{name} may be null: order by a column that is never null")
    key = queryset.model._meta.pk.name
    if any(name.lstrip("-") in {key, "pk"} for name in order):
        return tuple(order)
    return (*order, key)


def token_of(row: Model, order: Sequence[str], *, backwards: bool = False) -> str:
    """The signed name of the place just after (or before) a row."""
    values = [_plain(_value(row, name)) for name in order]
    return SIGNER.sign_object([list(order), int(backwards), values], compress=True)


def read_token(
    queryset: QuerySet[Any], order: Sequence[str], token: str | None
) -> tuple[bool, Values | None]:
    """(backwards, values) of a token; values is None when the token says nothing to us."""
    try:
        told, backwards, values = SIGNER.unsign_object(token or "")
        if told != list(order):
            return False, None
        fields = [_field(queryset, name) for name in order]
        return bool(backwards), tuple(
            field.to_python(value) for field, value in zip(fields, values, strict=True)
        )
    except (BadSignature, ValidationError, ValueError, TypeError):
        return False, None


def beyond(order: Sequence[str], values: Values, *, backwards: bool = False) -> Q:
    """The rows after (or before) the row with these values.

    The first column is bounded on its own as well: that is what an index can use.
    """
    alternatives, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column, operator = name.lstrip("-"), _operator(name, backwards=backwards)
        alternatives |= same & Q((f"{column}__{operator}", value))
        same &= Q((column, value))
    first, operator = order[0].lstrip("-"), _operator(order[0], backwards=backwards)
    return Q((f"{first}__{operator}e", values[0])) & alternatives


def _first(queryset: QuerySet[Row], order: Sequence[str], size: int) -> KeysetPage[Row]:
    rows = list(queryset.order_by(*order)[: size + 1])
    return _page(rows[:size], order, has_next=len(rows) > size, has_previous=False)


def _beyond(
    queryset: QuerySet[Row], order: Sequence[str], values: Values, size: int, *, backwards: bool
) -> list[Row]:
    wanted = [_turned(name) for name in order] if backwards else order
    found = queryset.filter(beyond(order, values, backwards=backwards))
    return list(found.order_by(*wanted)[: size + 1])


def _page(
    rows: Sequence[Row], order: Sequence[str], *, has_next: bool, has_previous: bool
) -> KeysetPage[Row]:
    return KeysetPage(
        rows,
        next=token_of(rows[-1], order) if rows and has_next else None,
        previous=token_of(rows[0], order, backwards=True) if rows and has_previous else None,
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _operator(name: str, *, backwards: bool) -> str:
    return "lt" if name.startswith("-") != backwards else "gt"


def _field(queryset: QuerySet[Any], name: str) -> Field[Any, Any]:
    column = name.lstrip("-")
    meta = queryset.model._meta
    if column in queryset.query.annotations:
        found: Any = queryset.query.annotations[column].output_field
    else:
        found = meta.pk if column == "pk" else meta.get_field(column)
    if not isinstance(found, Field):
        raise TypeError(f"{column} is not a column")
    return found


def _value(row: Model, name: str) -> Any:
    return getattr(row, name.lstrip("-"))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID | Decimal) else value
