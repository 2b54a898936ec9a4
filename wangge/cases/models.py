from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet
from wangge.matters.models import Urgency

from .flow import OPEN, OPEN_PARTS, PartState, Stage, State

CLOSING = [State.CLOSED, State.DECLINED]


class Channel(models.TextChoices):
    WORKER = "worker", "网格员发现"
    WALK_IN = "walk_in", "来访登记"
    PHONE = "phone", "来电登记"


class Outcome(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    UNREACHED = "unreached", "未联系上"
    NOBODY = "nobody", "无需回访（网格员自行发现）"


CaseQuerySet = ScopedQuerySet["Case"]


class Case(models.Model):
    """An opinion, demand, dispute or hazard on its way from report to closing (Art. 10).

    `code` is today's place, `born_code` the first; `line` is the matter's number, empty for
    其他诉求; `units` have a part, the lead first; `due_at`, `warn_at` are the present stage's.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=18, unique=True, db_collation="C")
    code = CodeField()
    born_code = CodeField()
    line = models.CharField(max_length=11, blank=True, db_collation="C")
    units = ArrayField(models.UUIDField(), default=list, blank=True)
    circle = ArrayField(models.UUIDField(), null=True, blank=True)
    category = models.CharField(max_length=20, db_collation="C")
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.NORMAL)
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=12, choices=State, db_collation="C")
    self_handled = models.BooleanField(default=False)
    words = models.CharField(max_length=2000)
    address = models.CharField(max_length=200, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    caller_name = models.CharField(max_length=40, blank=True)
    caller_phone = models.CharField(max_length=20, blank=True)
    reported_by = models.UUIDField()
    concluded_by = models.UUIDField(null=True)
    check_refused_by = ArrayField(models.UUIDField(), default=list, blank=True)
    reworks = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reported_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id", "code"],
                name="cases_queue",
                condition=Q(state__in=sorted(OPEN)),
            ),
            models.Index(
                fields=["code", "state"],
                name="cases_open_by_place",
                condition=Q(state__in=sorted(OPEN)),
            ),
            models.Index(fields=["-reported_at", "-id", "code"], name="cases_by_time"),
            models.Index(fields=["code", "-reported_at"], name="cases_by_place"),
            models.Index(
                fields=["-closed_at", "code"],
                name="cases_by_end",
                condition=Q(closed_at__isnull=False),
            ),
            GinIndex(fields=["units"], name="cases_by_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                name="cases_state_is_known", condition=Q(state__in=list(State.values))
            ),
            models.CheckConstraint(
                name="cases_open_has_limit_closed_has_end",
                condition=Q(
                    state__in=sorted(OPEN),
                    due_at__isnull=False,
                    warn_at__isnull=False,
                    closed_at=None,
                )
                | Q(state__in=CLOSING, due_at=None, warn_at=None, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_dispatched_has_lead",
                condition=~Q(state__in=["dispatched", "handling", "verifying", "follow_up"])
                | Q(units__len__gte=1, round__gte=1),
            ),
            models.CheckConstraint(
                name="cases_point_is_whole",
                condition=Q(lon=None, lat=None) | Q(lon__isnull=False, lat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def urgent(self) -> bool:
        return self.urgency in {"critical", "urgent"}


class Part(models.Model):
    """A unit's part in a case: one lead and any participants in each round of dispatch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    unit = models.UUIDField()
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
