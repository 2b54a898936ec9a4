from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Extract

from wangge.kernel.ids import new_id

from .notice import NAME_LENGTH


class YearTable(models.Model):
    """What the State Council's notice says of a year. A correction is a new edition."""

    class Source(models.TextChoices):
        SHIPPED = "shipped", "随软件提供"
        IMPORTED = "imported", "导入"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField("年份")
    edition = models.PositiveSmallIntegerField("版次")
    source = models.CharField("来源", max_length=10, choices=Source.choices)
    note = models.CharField("依据", max_length=100, blank=True)
    imported_by = models.CharField("导入人", max_length=60)
    imported_at = models.DateTimeField("导入时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "edition"], name="worktime_one_edition"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2200), name="worktime_year_plausible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年放假安排（第 {self.edition} 版）"


class SpecialDay(models.Model):
    """A rest day or make-up working day of a year's table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    table = models.ForeignKey(YearTable, models.PROTECT, related_name="+")
    on = models.DateField("日期")
    working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=NAME_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "on"], name="worktime_day_once"),
            models.CheckConstraint(
                condition=Q(working=True) | ~Q(name=""), name="worktime_rest_has_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {'上班' if self.working else '放假'} {self.name}"


class Arrangement(models.Model):
    """Working sessions for a period. Appended, never edited: the latest to cover a day holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    name = models.CharField("名称", max_length=NAME_LENGTH)
    period = DateRangeField("起止")
    set_by = models.CharField("设定人", max_length=60)
    set_at = models.DateTimeField("设定时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__lower_inf=False),
                name="worktime_arrangement_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ArrangedSession(models.Model):
    """One session of an arrangement; no two of them overlap."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="+")
    opens = models.TimeField("开始")
    closes = models.TimeField("结束")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="worktime_session_has_length"
            ),
            ExclusionConstraint(
                name="worktime_sessions_apart",
                expressions=[
                    ("arrangement", RangeOperators.EQUAL),
                    (
                        Func(
                            Extract("opens", "epoch"),
                            Extract("closes", "epoch"),
                            Value("[)"),
                            function="numrange",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"


class CalendarStamp(models.Model):
    """A single row whose stamp changes with every change of the calendar.

    Processes keep the calendar they read and compare this stamp before they use it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=new_id)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="worktime_one_stamp")]

    def __str__(self) -> str:
        return str(self.stamp)
