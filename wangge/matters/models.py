from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet
from wangge.worktime.amounts import Amount, Unit

UNSURE = "待补"


class WorkerRole(models.TextChoices):
    """What a matter asks of a grid worker, and nothing more."""

    PUBLICISE = "publicise", "宣传"
    INSPECT = "inspect", "排查"
    REPORT = "report", "上报"
    COLLECT = "collect", "采集"
    ASSIST = "assist", "协助"
    ERRAND = "errand", "代办"


class Urgency(models.TextChoices):
    CRITICAL = "critical", "特急"
    URGENT = "urgent", "紧急"
    ENQUIRY = "enquiry", "咨询"
    NORMAL = "normal", "一般"
    COMPLEX = "complex", "复杂"


class LimitUnit(models.TextChoices):
    URGENT_HOUR = Unit.URGENT_HOUR.value, "小时（连续计时）"
    WORKING_HOUR = Unit.WORKING_HOUR.value, "个工作小时"
    WORKING_DAY = Unit.WORKING_DAY.value, "个工作日"
    CALENDAR_DAY = Unit.CALENDAR_DAY.value, "个自然日"


class Category(models.Model):
    """One of the service categories: the five that Art. 2 names, 其他, and what is added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=20, unique=True)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A line of matters (条线), the prefix of its matters' numbers, and the department it is of."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.CharField(max_length=8, unique=True, db_collation="C")
    name = models.CharField(max_length=40)
    department = models.CharField(max_length=60)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.CheckConstraint(
                name="matters_line_is_pairs_of_digits",
                condition=models.Q(line__regex="^([0-9]{2}){1,4}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.name}"


class MatterQuerySet(models.QuerySet["Matter"]):
    def on(self, day: date) -> Self:
        """The items in force on a day."""
        return self.filter(period__contains=day)


class Matter(models.Model):
    """One item of the matter list (事项清单) for a time; `code` is where the list applies."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    number = models.CharField(max_length=11, db_collation="C")
    line = models.CharField(max_length=8, db_collation="C")
    name = models.CharField(max_length=60)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    departments = models.CharField(max_length=120)
    worker_role = models.CharField(max_length=10, choices=WorkerRole)
    basis = models.CharField(max_length=400, default=UNSURE)
    handle_amount = models.PositiveSmallIntegerField()
    handle_unit = models.CharField(max_length=12, choices=LimitUnit)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.NORMAL)
    guide_name = models.CharField(max_length=40)
    guide_phone = models.CharField(max_length=20)
    dormant = models.BooleanField(default=False)
    period = DateRangeField()

    objects = MatterQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="matters_one_version_a_day", expressions=[("number", "="), ("period", "&&")]
            ),
            models.CheckConstraint(
                name="matters_number_begins_with_line",
                condition=models.Q(number__startswith=models.F("line")),
            ),
            models.CheckConstraint(
                name="matters_have_a_guidance_person",
                condition=~models.Q(guide_name="") & ~models.Q(guide_phone=""),
            ),
            models.CheckConstraint(
                name="matters_have_a_limit", condition=models.Q(handle_amount__gte=1)
            ),
            models.CheckConstraint(
                name="matters_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
            ),
        ]
        indexes = [models.Index("number", name="matters_by_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def limit(self) -> Amount:
        """How long handling may take."""
        return Amount(self.handle_amount, Unit(self.handle_unit))


class Refusal(models.Model):
    """An off-list task that a worker did not carry out (Art. 9): counted against who asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    line = models.CharField(max_length=8, blank=True, db_collation="C")
    department = models.CharField(max_length=60)
    asked_by = models.CharField(max_length=40, blank=True)
    asked_on = models.DateField()
    words = models.CharField(max_length=500)
    number = models.CharField(max_length=11, blank=True, db_collation="C")
    case_number = models.CharField(max_length=20, blank=True, db_collation="C")
    refused_by = models.UUIDField()
    refused_label = models.CharField(max_length=60)
    refused_at = models.DateTimeField()

    objects = ScopedQuerySet["Refusal"].as_manager()

    class Meta:
        indexes = [
            models.Index("code", "id", name="matters_refusal_by_place"),
            models.Index("refused_by", "id", name="matters_refusal_by_worker"),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.asked_on}"
