from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet


class Kind(models.TextChoices):
    FULL_TIME = "full_time", "专职"
    PART_TIME = "part_time", "兼职"


class Source(models.TextChoices):
    """The six sources that Art. 7 names."""

    TOWNSHIP_STAFF = "township_staff", "乡镇（街道）工作人员"
    VILLAGE_COMMITTEES = "village_committees", "村（社区）“两委”成员"
    COMMUNITY_WORKER = "community_worker", "社区工作者"
    GROUP_LEADER = "group_leader", "村（居）民小组长"
    VOLUNTEER = "volunteer", "志愿者"
    DEPARTMENT_AUXILIARY = "department_auxiliary", "部门基层辅助人员"


class Duty(models.TextChoices):
    WORKER = "worker", "网格员"
    LEADER = "leader", "网格长"
    SUBSTITUTE = "substitute", "替岗"


class Worker(models.Model):
    """A person on the roster of grid workers (网格员); `code` is their village or township."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20)
    kind = models.CharField(max_length=9, choices=Kind)
    source = models.CharField(max_length=20, choices=Source)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ScopedQuerySet["Worker"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                name="workers_one_worker_an_account",
                condition=models.Q(account__isnull=False),
            ),
            models.UniqueConstraint(fields=["code", "name", "phone"], name="workers_on_once"),
            models.CheckConstraint(
                name="workers_belong_to_a_township_or_village",
                condition=models.Q(code__regex="^([0-9]{9}|[0-9]{12})$"),
            ),
        ]
        indexes = [models.Index("code", "id", name="workers_by_place")]

    def __str__(self) -> str:
        return self.name


class AssignmentQuerySet(ScopedQuerySet["Assignment"]):
    def on(self, day: date) -> Self:
        """The assignments that hold on a day."""
        return self.filter(period__contains=day)


class Assignment(models.Model):
    """A worker stands in a grid, in a duty, from one day up to another (配备)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    code = CodeField()
    duty = models.CharField(max_length=10, choices=Duty)
    period = DateRangeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="workers_once_in_a_grid_and_duty",
                expressions=[("worker", "="), ("code", "="), ("duty", "="), ("period", "&&")],
            ),
            ExclusionConstraint(
                name="workers_one_leader_a_grid",
                expressions=[("code", "="), ("period", "&&")],
                condition=models.Q(duty="leader"),
            ),
            models.CheckConstraint(
                name="workers_stand_in_grids", condition=models.Q(code__regex="^[0-9]{15}$")
            ),
            models.CheckConstraint(
                name="workers_period_not_empty",
                condition=models.Q(period__isempty=False, period__startswith__isnull=False),
            ),
        ]
        indexes = [
            models.Index("code", "id", name="workers_assignment_by_grid"),
            models.Index("worker", name="workers_assignment_by_worker"),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.duty} {self.code}"

    @property
    def earliest_end(self) -> date:
        """The first day on which it can have ended: the day after its first."""
        began: date = self.period.lower
        return began + timedelta(days=1)
