"""Where a permission may be used: one expression, answered for lists and for single rows alike.

A grant opens a row when its code covers the row's code, its line is a prefix of the row's line,
and its unit is among the row's units; a grant of one row opens that row only; a row with a circle
is open only to the accounts in it, and to machines, which tell nobody.
A table without one of these columns does not ask that question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

from .code import Code


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission at a place, along a line of matters, for a unit (None: whichever unit).

    `only` is the key of the one row it is for: what a resident's follow code opens.
    """

    permission: str
    code: Code
    line: str = ""
    unit: UUID | None = None
    only: UUID | None = None

    def covers(self, row: Any) -> bool:
        return (
            self.code.covers(row.code)
            and getattr(row, "line", self.line).startswith(self.line)
            and (self.unit is None or self.unit in getattr(row, "units", (self.unit,)))
            and (self.only is None or self.only == row.pk)
        )

    def as_q(self, columns: frozenset[str]) -> Q:
        condition = Q(code__within=self.code)
        if self.line and "line" in columns:
            condition &= Q(line__gte=self.line, line__lt=self.line + ":")
        if self.unit and "units" in columns:
            condition &= Q(units__contains=[self.unit])
        if self.only:
            condition &= Q(pk=self.only)
        return condition


@dataclass(frozen=True, slots=True)
class Scope:
    """The grants of one permission, and whose they are (None: a machine's, whom no circle shuts
    out). No grants: nothing is in scope."""

    grants: frozenset[Grant]
    holder: UUID | None

    def __bool__(self) -> bool:
        return bool(self.grants)

    @property
    def places(self) -> frozenset[Code]:
        return frozenset(grant.code for grant in self.grants)

    def covers(self, row: Any) -> bool:
        """Whether the row is in scope; equal to membership in `as_q`."""
        circle = getattr(row, "circle", None)
        inside = circle is None or self.holder is None or self.holder in circle
        return inside and any(grant.covers(row) for grant in self.grants)

    def covers_place(self, place: Code) -> bool:
        return any(grant.code.covers(place) for grant in self.grants)

    def narrowed_to(self, place: Code) -> Scope:
        """The part of this scope inside a place: what the address of a page leaves of it."""
        return Scope(frozenset(self._narrowed(place)), self.holder)

    def _narrowed(self, place: Code) -> Iterator[Grant]:
        for grant in self.grants:
            if grant.code.covers(place):
                yield replace(grant, code=place)
            elif place.covers(grant.code):
                yield grant

    def as_q(self, model: type[models.Model]) -> Q:
        """The rows of a table in scope. An empty scope matches nothing."""
        columns = frozenset(name for name in ("line", "units", "circle") if _has(model, name))
        condition = Q(pk__in=[])
        for grant in self.grants:
            condition |= grant.as_q(columns)
        if "circle" in columns and self.holder is not None:
            condition &= Q(circle=None) | Q(circle__contains=[self.holder])
        return condition


def _has(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset whose rows are reached through a scope."""

    def within(self, scope: Scope) -> Self:
        return self.filter(scope.as_q(self.model))
