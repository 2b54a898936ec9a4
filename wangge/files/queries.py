"""Reading photos: always through the thing they are on, whose scope is the caller's to ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from wangge.journal.queries import name_of

from .models import Attachment, Blob, Purpose

GRACE = timedelta(hours=24)


def attachments_of(subject: models.Model, *purposes: Purpose) -> QuerySet[Attachment]:
    """The photos on a thing, oldest first; of certain purposes only, when some are named."""
    rows = Attachment.objects.filter(subject=name_of(subject)).select_related("blob").order_by("id")
    return rows.filter(purpose__in=purposes) if purposes else rows


def get_attachment(subject: models.Model, id: UUID) -> Attachment:
    """A photo on this thing; one on another thing does not exist."""
    return attachments_of(subject).get(id=id)


def orphans(now: datetime) -> QuerySet[Blob]:
    """Photos that are on nothing, a day after they were stored or later."""
    used = Attachment.objects.filter(blob=OuterRef("pk"))
    return Blob.objects.filter(~Exists(used), stored_at__lt=now - GRACE).order_by("sha256")
