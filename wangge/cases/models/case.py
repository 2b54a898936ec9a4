from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet
from wangge.matters.models import Urgency

from ..flow import ENDED, OPEN, UNDECIDED, State

OVER = sorted([*ENDED, State.ARCHIVED])


class Channel(models.TextChoices):
    WORKER = "worker", "网格员发现"
    WALK_IN = "walk_in", "来访登记"
    PHONE = "phone", "来电登记"
    PUBLIC = "public", "公众上报"


class Kind(models.TextChoices):
    """What a report is: that decides whether a worker is sent to see, and who may know of it."""

    MATTER = "matter", "事项"
    DISPUTE = "dispute", "矛盾纠纷"
    OPINION = "opinion", "意见建议"


class Finding(models.TextChoices):
    """What the report check found (核实)."""

    AFFIRMED = "affirmed", "属实"
    DENIED = "denied", "不属实"
    DOUBTED = "doubted", "无法核实"


class Outcome(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    UNREACHED = "unreached", "未联系上"
    NOBODY = "nobody", "无需回访（网格员自行发现）"


CaseQuerySet = ScopedQuerySet["Case"]


def was_closed() -> Q:
    """Closed, and perhaps put away since: by its outcome, or on the spot. What was declined,
    withdrawn or merged never was, nor what was reopened after its closing."""
    closed = ~Q(outcome="") | Q(self_handled=True)
    return Q(state=State.CLOSED) | Q(Q(state=State.ARCHIVED) & closed)


class Case(models.Model):
    """An opinion, demand, dispute or hazard on its way from report to closing (Art. 10).

    `code` is today's place, `born_code` the first, `desk` the place whose desk decides now;
    `line` is the matter's number, empty for 其他诉求; `units` have a part, the lead first;
    `due_at`, `warn_at` are the present stage's. `circle`: who may know of it, null for everyone in
    scope. `about` is the worker of whom an opinion speaks. `proven`: the sender has shown to be no
    machine.
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
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MATTER)
    about = models.UUIDField(null=True, blank=True)
    proven = models.BooleanField(default=True)
    finding = models.CharField(max_length=8, choices=Finding, blank=True)
    desk = CodeField()
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
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
    reopens = models.PositiveSmallIntegerField(default=0)
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
            models.Index(
                fields=["closed_at", "id"],
                name="cases_to_archive",
                condition=Q(state__in=sorted(ENDED)),
            ),
            models.Index(
                fields=["caller_phone", "-reported_at"],
                name="cases_by_caller",
                condition=~Q(caller_phone=""),
            ),
            GinIndex(fields=["units"], name="cases_by_unit"),
            models.Index(
                fields=["merged_into"],
                name="cases_merged",
                condition=Q(merged_into__isnull=False),
            ),
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
                | Q(state__in=OVER, due_at=None, warn_at=None, closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_dispatched_has_lead",
                condition=~Q(state__in=["dispatched", "handling", "verifying", "follow_up"])
                | Q(units__len__gte=1, round__gte=1),
            ),
            models.CheckConstraint(
                name="cases_merged_into_another",
                condition=~Q(state="merged") | Q(merged_into__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_point_is_whole",
                condition=Q(lon=None, lat=None) | Q(lon__isnull=False, lat__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def to_be_confirmed(self) -> bool:
        """A machine may have sent it: the desk's decision is the confirmation."""
        return not self.proven and self.state in UNDECIDED

    @property
    def urgent(self) -> bool:
        return self.urgency in {"critical", "urgent"}
