"""What the reporter is asked once it is done: calls and ratings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id

from ..flow import RatingState
from .case import Case


class Call(models.Model):
    """One try to reach the reporter (回访记录); `rework` is the case's count of reworks then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    rework = models.PositiveSmallIntegerField()
    reached = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    by = models.UUIDField()
    by_label = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="calls_of_case")]

    def __str__(self) -> str:
        return f"{self.by_label} {self.at:%F %R}"


class Score(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"


class Rating(models.Model):
    """What the reporter thinks of the outcome (评价), and what became of an appeal against it.

    One for each time the case was done. A rating that was set aside counts in no figure.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    unit = models.UUIDField(null=True)
    rework = models.PositiveSmallIntegerField()
    score = models.CharField(max_length=12, choices=Score)
    reason = models.CharField(max_length=500, blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RatingState, default=RatingState.GIVEN)
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True)
    ruling = models.CharField(max_length=1000, blank=True)
    ruled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["appealed_at", "id", "code"],
                name="ratings_appealed",
                condition=Q(state="appealed"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "rework"], name="ratings_once_each_time"),
            models.CheckConstraint(
                name="ratings_state_is_known", condition=Q(state__in=list(RatingState.values))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.score}"
