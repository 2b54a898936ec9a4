from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from wangge.kernel.code import Code
from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.scope import ScopedQuerySet

NO_UNIT = "00000000-0000-0000-0000-000000000000"


class OneTimeHasher(PBKDF2PasswordHasher):
    """For one-time passwords only: sixteen random characters, more than 80 bits.

    A slow hash protects what a person could have thought of; nobody searches 80 random bits,
    and an import of a thousand accounts must not take minutes. Read back by the ordinary
    PBKDF2 hasher: the number of rounds is part of what is stored.
    """

    iterations = 1


class AccountManager(BaseUserManager["Account"]):
    use_in_migrations = False

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=(username or "").strip())


class Account(AbstractBaseUser):
    """A person who signs in. What they may do is said by their posts alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        "用户名",
        max_length=40,
        unique=True,
        db_collation="C",
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9._-]{1,39}\Z",
                "用户名为 2 至 40 位小写字母、数字、点、横线或下划线，以字母或数字开头。",
            )
        ],
    )
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField(
        "手机号",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9-]{5,19}\Z", "应为数字，例如 13800000000。")],
    )
    email = models.EmailField("邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField(default=True)
    password_set_at = models.DateTimeField(null=True)
    one_time_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [
            GinIndex(fields=["name"], name="staff_account_name", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["created_at", "id"], name="staff_account_created"),
        ]

    def __str__(self) -> str:
        return self.name

    def set_one_time_password(self, secret: str, *, now: datetime, until: datetime) -> None:
        self.password = make_password(secret, hasher=OneTimeHasher())
        self.must_change_password, self.password_set_at = True, now
        self.one_time_until = until

    def check_password(self, raw_password: str) -> bool:
        """As slow for a one-time password as for any other: the time tells nothing."""
        correct = super().check_password(raw_password)
        if not correct and self.one_time_until is not None:
            make_password(raw_password)
        return correct


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


class Outcome(models.TextChoices):
    IN = "in", "登录成功"
    FAILED = "failed", "密码不正确"
    LOCKED = "locked", "已锁定"
    REFUSED = "refused", "不允许登录"


class SignIn(models.Model):
    """One try to sign in to an existing account, good or bad."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="staff_sign_in_recent")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.outcome}"


class SavedView(models.Model):
    """How one person narrows one list, under a name of their own. The place is not part of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    list = models.CharField(max_length=60, db_collation="C")
    name = models.CharField("名称", max_length=30)
    query = models.CharField(max_length=1000)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "list", "name"], name="staff_view_once")
        ]

    def __str__(self) -> str:
        return self.name
