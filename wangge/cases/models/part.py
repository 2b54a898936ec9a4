from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id

from ..flow import OPEN_PARTS, PartState, Stage
from .case import Case


class Part(models.Model):
    """A unit's part in a case: one lead and any participants in each round of dispatch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    unit = models.UUIDField()
    handler = models.UUIDField(null=True, blank=True)
    is_lead = models.BooleanField()
    round = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PartState, db_collation="C")
    dispatched_at = models.DateTimeField()
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    handle_due_at = models.DateTimeField()
    handle_warn_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    result = models.CharField(max_length=2000, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "due_at", "id"],
                name="parts_in_hand",
                condition=Q(state__in=sorted(OPEN_PARTS)),
            ),
            models.Index(fields=["case", "round"], name="parts_of_case"),
            models.Index(fields=["unit", "-dispatched_at"], name="parts_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                name="parts_state_is_known", condition=Q(state__in=list(PartState.values))
            ),
            models.UniqueConstraint(
                fields=["case", "round", "unit"], name="parts_unit_once_a_round"
            ),
            models.UniqueConstraint(
                fields=["case", "round"], condition=Q(is_lead=True), name="parts_one_lead_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.unit}"


class LimitRecord(models.Model):
    """A limit as it was set, with its day-by-day reasons. Appended, never edited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    stage = models.CharField(max_length=12, choices=Stage)
    unit = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    amount = models.CharField(max_length=24)
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    trace: models.JSONField[Any, Any] = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="limits_of_case")]

    def __str__(self) -> str:
        return f"{self.stage} {self.due_at:%F %R}"
