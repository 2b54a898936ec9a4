"""What is said about a case: by its reporter, to its reporter, and inside the house."""

from __future__ import annotations

from django.db import models

from wangge.kernel.fields import CodeField
from wangge.kernel.ids import new_id

from .case import Case


class Note(models.Model):
    """An internal remark (内部备注): never shown to the reporter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    by = models.UUIDField()
    by_label = models.CharField(max_length=60)
    words = models.CharField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="notes_of_case")]

    def __str__(self) -> str:
        return f"{self.by_label} {self.at:%F %R}"


class Remark(models.Model):
    """What the reporter added after the report (补充说明)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    words = models.CharField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="remarks_of_case")]

    def __str__(self) -> str:
        return f"{self.at:%F %R}"


class Reply(models.Model):
    """What the desk answers the reporter (答复): shown where the report is followed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = CodeField()
    by_label = models.CharField(max_length=60)
    words = models.CharField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="replies_of_case")]

    def __str__(self) -> str:
        return f"{self.by_label} {self.at:%F %R}"


class Draft(models.Model):
    """A reply that its author has begun and not sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    account = models.UUIDField()
    words = models.CharField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "account"], name="drafts_one_each"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.account}"


class ReplyTemplate(models.Model):
    """Words that a desk answers with again and again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = CodeField()
    name = models.CharField(max_length=40)
    words = models.CharField(max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "name"], name="replytemplates_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Viewing(models.Model):
    """Who has a case's page open: told to the others who look at it, for a minute."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    account = models.UUIDField()
    label = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "account"], name="viewings_one_each"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.at:%F %R}"
