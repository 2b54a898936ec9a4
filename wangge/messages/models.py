from __future__ import annotations

from django.db import models
from django.db.models import ExpressionWrapper, Q

from wangge.kernel.ids import new_id

from .channels import WORDS, Channel


class Notice(models.Model):
    """One thing one account is told, and when it was read.

    Addressed to a person and not to a place, so it has no code. `key` names the occasion: an
    account is told of an occasion once. `path` is an address of this house.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.UUIDField()
    title = models.CharField(max_length=120)
    path = models.CharField(max_length=200)
    key = models.CharField(max_length=80, db_collation="C")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read = models.GeneratedField(
        expression=ExpressionWrapper(Q(read_at__isnull=False), models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        db_table = "messages_notice"
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="messages_told_once"),
            models.CheckConstraint(
                name="messages_path_is_local", condition=Q(path__regex=r"^/([^/\\][^\\\r\n]*)?$")
            ),
        ]
        indexes = [
            models.Index(fields=["account"], name="messages_unread", condition=Q(read_at=None)),
            models.Index(fields=["account", "read", "-id"], name="messages_of_account"),
        ]

    def __str__(self) -> str:
        return self.title


class State(models.TextChoices):
    WAITING = "waiting", "等待发送"
    SENT = "sent", "已发出"
    FAILED = "failed", "发送失败"
    DROPPED = "dropped", "不必发送"


class Sending(models.Model):
    """One message on its way out of the house by one channel to one address.

    `key` names occasion, channel and receiver: written twice it is one. `batch` is what the other
    side knows it by; those of one batch go out as one message, the same at every try. For a group
    `address` is the code of its area. Address and text are emptied a month after.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=10, choices=[(it.value, WORDS[it]) for it in Channel])
    address = models.CharField(max_length=254, blank=True)
    account = models.UUIDField(null=True)
    notice = models.UUIDField(null=True)
    text = models.CharField(max_length=400, blank=True)
    path = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=140, unique=True, db_collation="C")
    urgent = models.BooleanField(default=False)
    batch = models.UUIDField(null=True)
    at = models.DateTimeField()
    not_before = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_sending"
        indexes = [
            models.Index(
                fields=["tries", "not_before", "id"],
                name="messages_sending_due",
                condition=Q(state="waiting"),
            ),
            models.Index(fields=["state", "-id"], name="messages_sending_state"),
            models.Index(fields=["batch"], name="messages_sending_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """What a person chose to be told of outside the house. Without a row: by mail."""

    account = models.UUIDField(primary_key=True)
    mail = models.BooleanField("邮件", default=True)
    sms = models.BooleanField("短信", default=False)

    class Meta:
        db_table = "messages_preference"

    def __str__(self) -> str:
        return str(self.account)
