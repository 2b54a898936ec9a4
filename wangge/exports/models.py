from __future__ import annotations

from django.db import models

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id
from wangge.kernel.workbooks import Format

from .flow import UNDER_WAY, State


class Export(models.Model):
    """A list that one account asked for as a file, acting under one post.

    `code` is the place of the list's address when it has one (`placed`), else the seat of the
    post. `rights` are those with which the file was written, as a digest: with others it is not
    given out. `tries` says who is writing: an earlier writer no longer counts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.UUIDField()
    post = models.UUIDField(null=True)
    list = models.CharField(max_length=60, db_collation="C")
    code = CodeField("区划代码")
    placed = models.BooleanField()
    query = models.CharField(max_length=1000, blank=True)
    title = models.CharField("列表", max_length=80)
    format = models.CharField("格式", max_length=4, choices=[(it, it.upper()) for it in Format])
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.WAITING, db_collation="C"
    )
    rights = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField("已写行数", default=0)
    total = models.PositiveIntegerField("总行数")
    size = models.PositiveBigIntegerField("字节", default=0)
    failure = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField("要求时间")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "-asked_at", "-id"], name="exports_of_account"),
            models.Index(fields=["asked_at"], name="exports_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                name="exports_state_is_known", condition=models.Q(state__in=State.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.format}"

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def stored_as(self) -> str:
        """Its name in the store of files; there is nothing under it until it is done."""
        return f"exports/{self.id}.{self.format}"

    @property
    def file_name(self) -> str:
        return f"{self.title}.{self.format}"
