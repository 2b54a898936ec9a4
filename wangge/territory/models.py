from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet


class Kind(models.TextChoices):
    GENERAL = "general", "综合网格"
    DEDICATED = "dedicated", "专属网格"


class Extent(models.Model):
    """WKB in degrees of CGCS2000, and its bounding box, by which SQL narrows."""

    extent = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()

    class Meta:
        abstract = True

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return (self.west, self.south, self.east, self.north)


class GridQuerySet(ScopedQuerySet["Grid"]):
    def on(self, day: date) -> Self:
        """The versions in force on a day."""
        return self.filter(period__contains=day)


class Grid(Extent):
    """One version of a grid (网格). Versions of one grid share a `series`.

    A code belongs to one series for ever: after retirement it never returns for another grid.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    series = models.UUIDField(default=new_id, editable=False)
    code = CodeField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.GENERAL)
    period = DateRangeField()
    households = models.PositiveIntegerField(default=0)

    objects = GridQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="territory_one_version_a_day", expressions=[("code", "="), ("period", "&&")]
            ),
            ExclusionConstraint(
                name="territory_code_never_reused", expressions=[("code", "="), ("series", "<>")]
            ),
            models.CheckConstraint(
                name="territory_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
            ),
            models.CheckConstraint(
                name="territory_grid_code_has_15_digits",
                condition=models.Q(code__regex="^[0-9]{15}$"),
            ),
        ]
        indexes = [models.Index("code", name="territory_by_code")]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class GridPart(Extent):
    """What a grid version holds of one village. The parts of a village cover it exactly."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="+")
    code = CodeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grid", "code"], name="territory_one_part_a_village"),
            models.CheckConstraint(
                name="territory_part_lies_in_a_village",
                condition=models.Q(code__regex="^[0-9]{12}$"),
            ),
        ]
        indexes = [
            models.Index("code", name="territory_part_by_village"),
            models.Index("west", "east", name="territory_part_by_box"),
        ]

    def __str__(self) -> str:
        return f"{self.grid_id} in {self.code}"
