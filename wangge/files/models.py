from __future__ import annotations

from django.db import models
from django.db.models import Q

from wangge.kernel.ids import new_id


class Purpose(models.TextChoices):
    """What a photo is there to show."""

    REPORT = "report", "上报照片"
    REMARK = "remark", "补充照片"
    BEFORE = "before", "处置前"
    AFTER = "after", "处置后"
    FEED_BACK = "feed_back", "办理反馈"
    CONCLUDE = "conclude", "办结照片"
    REPLY = "reply", "答复照片"


class Blob(models.Model):
    """A stored photo, found by what it is: `sha256` of the bytes as they were drawn anew.

    A row without its bytes never commits. Whoever removes bytes holds the row locked.
    """

    sha256 = models.CharField(primary_key=True, max_length=64, db_collation="C")
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=20, db_collation="C")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["stored_at"], name="files_blobs_by_age")]
        constraints = [
            models.CheckConstraint(
                name="files_blob_is_named_by_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            )
        ]

    def __str__(self) -> str:
        return self.sha256


class Attachment(models.Model):
    """A photo on a thing, which the journal's name for it (`case:0190…`) tells.

    It has no place of its own: whoever may see the thing may see its photos.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(max_length=60, db_collation="C")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose, db_collation="C")
    name = models.CharField(max_length=100)
    by = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "id"], name="files_by_subject")]
        constraints = [
            models.CheckConstraint(
                name="files_purpose_is_known", condition=Q(purpose__in=list(Purpose.values))
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.subject}"


class Sweep(models.Model):
    """A clean-up that removed something: how many files, and how many rows without a use."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    blobs = models.PositiveIntegerField()
    strays = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.at:%F %R} {self.blobs + self.strays}"
