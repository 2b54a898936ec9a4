from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models

from wangge.kernel.ids import new_id


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
