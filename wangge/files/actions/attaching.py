"""Photos come in, as part of another room's verb and under that verb's permission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import connection, models, transaction

from wangge.journal import actions as journal
from wangge.journal.queries import name_of
from wangge.kernel.actor import Actor
from wangge.kernel.ids import new_id

from .. import store
from ..images import CONTENT_TYPE, Picture, UnableToAttach, picture_of
from ..models import Attachment, Purpose

MOST = 6

INSERT = """
INSERT INTO files_blob (sha256, size, content_type, width, height, stored_at)
SELECT sha256, size, %s, width, height, %s
FROM unnest(%s::text[], %s::int[], %s::int[], %s::int[]) AS come (sha256, size, width, height)
ON CONFLICT (sha256) DO NOTHING
"""
HOLD = "SELECT sha256 FROM files_blob WHERE sha256 = ANY(%s) ORDER BY sha256 FOR KEY SHARE"


@transaction.atomic
def attach(
    subject: models.Model,
    uploads: Iterable[File[Any] | Picture],
    *,
    purpose: Purpose,
    by: Actor,
    now: datetime,
) -> list[Attachment]:
    """All the photos are on the thing, in the order given, or none is.

    Every one is looked at before anything is written; a photo chosen twice is attached once.
    Bytes are stored before the transaction ends; should it fail, they are swept up later.
    """
    pictures = _checked(uploads)
    if not pictures:
        return []
    _store(pictures, now)
    ids = sorted(new_id() for _ in pictures)  # the order of a list of photos is that of their ids
    attachments = [
        Attachment(
            id=one,
            subject=name_of(subject),
            blob_id=sha256,
            purpose=Purpose(purpose),
            name=picture.name,
            by=by.id,
            at=now,
        )
        for one, (sha256, picture) in zip(ids, pictures.items(), strict=True)
    ]
    Attachment.objects.bulk_create(attachments)
    journal.record(
        "files.attached",
        subject,
        by=by,
        at=now,
        purpose=str(Purpose(purpose)),
        photos=[str(attachment.id) for attachment in attachments],
    )
    return attachments


def _checked(uploads: Iterable[File[Any] | Picture]) -> dict[str, Picture]:
    come = list(uploads)
    if len(come) > MOST:
        raise UnableToAttach(f"一次最多 {MOST} 张照片，请去掉 {len(come) - MOST} 张。")
    pictures = (it if isinstance(it, Picture) else picture_of(it) for it in come)
    return {picture.sha256: picture for picture in pictures}


def _store(pictures: Mapping[str, Picture], now: datetime) -> None:
    """Rows and bytes are there, and nobody removes them before this transaction ends."""
    _hold_rows(pictures, now)
    for sha256, picture in pictures.items():
        store.put(store.place_of(sha256), picture.data, CONTENT_TYPE)
        store.put(store.place_of(sha256, thumbnail=True), picture.thumbnail, CONTENT_TYPE)


def _hold_rows(pictures: Mapping[str, Picture], now: datetime) -> None:
    """A row that a clean-up removes just now is gone once its lock is ours: insert it again."""
    wanted = sorted(pictures)
    columns = [[pictures[it].width for it in wanted], [pictures[it].height for it in wanted]]
    sizes = [len(pictures[it].data) for it in wanted]
    with connection.cursor() as cursor:
        while True:
            cursor.execute(INSERT, [CONTENT_TYPE, now, wanted, sizes, *columns])
            cursor.execute(HOLD, [wanted])
            if len(cursor.fetchall()) == len(wanted):
                return
