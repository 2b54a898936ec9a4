from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.matters.models import Urgency

from ..flow import Stage


class StageLimit(models.Model):
    """How long a stage may take at an urgency, from a date on; a matter's own handle limit wins."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stage = models.CharField(max_length=12, choices=Stage)
    urgency = models.CharField(max_length=8, choices=Urgency)
    amount = models.DecimalField(max_digits=6, decimal_places=2)
    unit = models.CharField(max_length=14)
    period = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="stagelimits_positive", condition=Q(amount__gt=0)),
            ExclusionConstraint(
                name="stagelimits_one_at_a_time",
                expressions=[
                    ("stage", RangeOperators.EQUAL),
                    ("urgency", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.urgency} {self.amount} {self.unit}"


class NumberSeries(models.Model):
    """The last case number given in a county on a day."""

    code = CodeField()
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "day"], name="numberseries_one_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.day}"
