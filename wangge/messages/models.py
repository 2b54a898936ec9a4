from __future__ import annotations

from django.db import models
from django.db.models import ExpressionWrapper, Q

from wangge.kernel.ids import new_id


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
