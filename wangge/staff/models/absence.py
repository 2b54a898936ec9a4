from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from wangge.kernel.ids import new_id

from .account import Account
from .organisation import Organisation


class Absence(models.Model):
    """Somebody of a unit is away for some days, and another of the unit stands in (代办)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    substitute = models.ForeignKey(Account, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period = DateRangeField("不在岗期间")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["substitute"], name="staff_absence_by_substitute")]
        constraints = [
            models.CheckConstraint(
                name="staff_absence_by_another", condition=~Q(account=F("substitute"))
            ),
            ExclusionConstraint(
                name="staff_absence_one_substitute",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.substitute_id}"
