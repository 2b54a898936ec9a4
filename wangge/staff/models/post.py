from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet

from .account import Account
from .organisation import Organisation

NO_UNIT = "00000000-0000-0000-0000-000000000000"


class Role(models.Model):
    """A named bundle of permissions. Code asks for permissions, never for a role."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    permissions = ArrayField(models.CharField(max_length=60))
    unit_bound = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role held at a place: the only source of authority in the system.

    `line` narrows it to a line of matters, `unit` says for whom it acts; a post of a role that
    is bound to its unit reaches only what concerns that unit.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    code = CodeField("区划代码")
    line = models.CharField("条线", max_length=9, blank=True, db_collation="C")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    period = DateRangeField("任期")

    objects = ScopedQuerySet["Post"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["code"], name="staff_post_by_place")]
        constraints = [
            ExclusionConstraint(
                name="staff_post_held_once",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("line", RangeOperators.EQUAL),
                    (
                        Coalesce("unit", Value(NO_UNIT, models.UUIDField())),
                        RangeOperators.EQUAL,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.code}"
