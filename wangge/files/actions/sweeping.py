"""What is on nothing goes, a day later: rows without a use, and bytes whose transaction failed.

A photo that is being attached at the same moment stays. Whoever removes bytes holds the row of
their name locked, and `attach` stores bytes only while it holds that row: see the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code

from .. import store
from ..models import Attachment, Blob, Sweep
from ..queries import GRACE, orphans

AT_ONCE = 1_000

# Holds the name until the transaction ends. It waits for an `attach` that has it, and then finds
# it taken; an `attach` that comes later waits for us, and then stores its bytes anew.
CLAIM = """
INSERT INTO files_blob (sha256, size, content_type, width, height, stored_at)
VALUES (%s, 0, '', 0, 0, %s) ON CONFLICT (sha256) DO NOTHING
"""


@transaction.atomic
def remove_orphans(*, by: Actor, now: datetime) -> int:
    """Photos on nothing and bytes without a row, older than a day, are gone; how many.

    At most a thousand of each, so that a run is short; the next one goes on.
    """
    blobs, strays = _remove_unused(now), _remove_strays(now)
    if blobs + strays:
        sweep = Sweep.objects.create(at=now, blobs=blobs, strays=strays)
        journal.record(
            "files.orphans_removed",
            sweep,
            by=by,
            at=now,
            code=Code(settings.CITY_CODE),
            blobs=blobs,
            strays=strays,
        )
    return blobs + strays


def _remove_unused(now: datetime) -> int:
    """Asked once more under the lock: a photo may have been attached since the list was made."""
    locked = [it.pk for it in orphans(now).select_for_update(skip_locked=True)[:AT_ONCE]]
    used = set(Attachment.objects.filter(blob__in=locked).values_list("blob_id", flat=True))
    unused = [sha256 for sha256 in locked if sha256 not in used]
    for sha256 in unused:
        store.drop(sha256)
    Blob.objects.filter(pk__in=unused).delete()
    return len(unused)


def _remove_strays(now: datetime) -> int:
    removed = 0
    for name, sha256, rest in _strays(now):
        if rest not in store.WHOLE or _claimed(sha256, now):
            store.drop_name(name)
            removed += 1
        if removed == AT_ONCE:
            break
    Blob.objects.filter(size=0).delete()
    return removed


def _strays(now: datetime) -> Iterator[tuple[str, str, str]]:
    """Names whose photo has no row, and half-written ones, a day after they were written or later.

    What is not called as ours are is not ours.
    """
    for folder in store.FOLDERS:
        ours = [found for name in store.names_in(folder) if (found := store.OURS.match(name))]
        if not ours:
            continue
        known = set(Blob.objects.filter(sha256__startswith=folder).values_list("pk", flat=True))
        for found in ours:
            name, sha256, rest = f"{folder}/{found[0]}", found["sha256"], found["rest"]
            if rest in store.WHOLE and sha256 in known:
                continue
            written = store.modified_at(name)
            if written and written < now - GRACE:
                yield name, sha256, rest


def _claimed(sha256: str, now: datetime) -> bool:
    """Whether the name is held by us: no `attach` can store bytes there before we are done."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [sha256, now])
        return cursor.rowcount == 1 or Blob.objects.filter(pk=sha256, size=0).exists()
