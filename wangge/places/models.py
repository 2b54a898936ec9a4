from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models.functions import Length, Now, TruncDate

from wangge.kernel.code import Level
from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet

OWN = "own"


class DivisionQuerySet(ScopedQuerySet["Division"]):
    def on(self, day: date) -> Self:
        """The versions in force on a day."""
        return self.filter(period__contains=day)

    def begun(self) -> Self:
        """Versions in force today or earlier, the newest of each code first."""
        return self.filter(period__startswith__lte=TruncDate(Now())).order_by("code", "-period")


class Division(models.Model):
    """One version of a place of the division tree (行政区划): its name from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    name = models.CharField(max_length=60)
    level = models.GeneratedField(
        expression=Length("code"), output_field=models.SmallIntegerField(), db_persist=True
    )
    kind = models.CharField(max_length=20, blank=True)
    period = DateRangeField()
    extent = models.BinaryField(null=True)
    west = models.FloatField(null=True)
    south = models.FloatField(null=True)
    east = models.FloatField(null=True)
    north = models.FloatField(null=True)
    invented_extent = models.BooleanField(default=False)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_one_version_a_day", expressions=[("code", "="), ("period", "&&")]
            ),
            models.CheckConstraint(
                name="places_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
            ),
            models.CheckConstraint(
                name="places_no_grid_is_a_division", condition=~models.Q(level=int(Level.GRID))
            ),
        ]
        indexes = [
            models.Index("code", name="places_by_code"),
            models.Index("level", "code", name="places_by_level"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"

    @property
    def bbox(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north; None without an extent."""
        if self.west is None or self.south is None or self.east is None or self.north is None:
            return None
        return (self.west, self.south, self.east, self.north)


class Alias(models.Model):
    """Another code or name of a place, in some code system, for some time.

    `code` is today's code and follows a recode; `alias` never changes. `source` names the system:
    `own` for codes this house itself once used, otherwise the foreign table (`mca-2026`).
    """

    class Kind(models.TextChoices):
        CODE = "code", "代码"
        NAME = "name", "名称"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    alias = models.CharField(max_length=60, db_collation="C")
    alias_kind = models.CharField(max_length=4, choices=Kind)
    period = DateRangeField()
    source = models.CharField(max_length=40, default=OWN)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="places_a_code_means_one_place_a_day",
                expressions=[("alias", "="), ("source", "="), ("period", "&&")],
                condition=models.Q(alias_kind="code"),
            ),
            models.UniqueConstraint(
                fields=["code", "alias", "alias_kind", "source", "period"],
                name="places_alias_once",
            ),
        ]
        indexes = [models.Index("code", name="places_alias_by_code")]

    def __str__(self) -> str:
        return f"{self.alias} → {self.code}"


class Provenance(models.Model):
    """Where a body of facts about a place comes from, and whether it was invented."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    subject = models.CharField(max_length=60, db_collation="C")
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "subject"], name="places_one_provenance"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.source}"
