from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.sql.compiler import SQLCompiler

from wangge.kernel.code import Code
from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id


class Kind(models.TextChoices):
    CITY_AGENCY = "city_agency", "市级网格化服务管理机构"
    COUNTY_AGENCY = "county_agency", "县级网格化服务管理机构"
    DEPARTMENT = "department", "部门"
    TOWNSHIP = "township", "乡镇政府（街道办事处）"
    VILLAGE_COMMITTEE = "village_committee", "村（居）民委员会"
    UNDERTAKING = "undertaking", "承办单位"
    ZONE = "zone", "管理区"


class CodesField(ArrayField[list[Any], list[Code]]):
    """Several places; `codes__within=place` asks whether one of them lies in it."""


@CodesField.register_lookup
class AnyWithin(models.Lookup[Any]):
    lookup_name = "within"

    def get_prep_lookup(self) -> Code:
        return Code(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        place: Code = self.rhs
        sql = f"EXISTS (SELECT FROM unnest({column}) AS one WHERE one >= %s AND one < %s)"
        return sql, [*params, place, place.ceiling]


class Organisation(models.Model):
    """A body for which posts act. It may sit on several areas (one has no code of its own)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField("标识", max_length=60, unique=True)
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    codes = CodesField(CodeField(), verbose_name="所在区划")
    line = models.CharField("条线", max_length=9, blank=True, db_collation="C")
    period = DateRangeField("有效期")

    class Meta:
        indexes = [GinIndex(fields=["codes"], name="staff_organisation_places")]
        constraints = [
            models.CheckConstraint(
                name="staff_organisation_sits_somewhere", condition=models.Q(codes__len__gte=1)
            )
        ]

    def __str__(self) -> str:
        return self.name
