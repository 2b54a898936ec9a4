"""How an export is written. The worker calls these, each in a transaction of its own.

Whoever begins is the writer, known by the number of the try; a writer whose place was taken, or
whose export was cancelled, is told so and stops.
"""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.urls import reverse

from wangge.exports.flow import FLOW
from wangge.exports.models import Export
from wangge.exports.queries import rights_of, store
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.kernel.workbooks import Format
from wangge.messages import actions as messages


class UnableToGoOn(Unable):
    """Somebody else writes it by now."""


@transaction.atomic
def begin(id: UUID, *, by: Actor, now: datetime) -> Export:
    """It is being written from its first row, with the rights `by` has now. No journal entry."""
    export = Export.objects.select_for_update().get(id=id)
    export.state = FLOW.after("begin", export.state)
    export.tries, export.done, export.rights = export.tries + 1, 0, rights_of(by)
    export.save(update_fields=["state", "tries", "done", "rights"])
    return export


@transaction.atomic
def note_progress(
    id: UUID, *, tries: int, done: int, total: int | None = None, by: Actor, now: datetime
) -> Export:
    """So many rows are written, for whoever looks at its page. No journal entry."""
    export = _written_by(id, tries, "note_progress")
    export.done, export.total = done, max(export.total if total is None else total, done)
    export.save(update_fields=["done", "total"])
    return export


@transaction.atomic
def finish(id: UUID, *, tries: int, rows: int, file: BinaryIO, by: Actor, now: datetime) -> Export:
    """The file is stored, its owner is told, and the record says what was taken out."""
    export = _written_by(id, tries, "finish")
    export.size = file.seek(0, 2)
    file.seek(0)
    content = File(file)
    content.content_type = Format(export.format).content_type  # type: ignore[attr-defined]
    store().save(export.stored_as, content)
    export.done = export.total = rows
    export.finished_at = now
    export.save()
    journal.record(
        "exports.made",
        export,
        by=by,
        at=now,
        list=export.list,
        format=export.format,
        asked=export.query,
        rows=rows,
    )
    _tell(export, f"导出的“{export.title}”可以下载了，共 {rows:,} 行", by=by, now=now)
    return export


@transaction.atomic
def fail(id: UUID, *, because: str, by: Actor, now: datetime) -> Export:
    """It was not written, for a reason that its owner is told as a sentence."""
    export = Export.objects.select_for_update().get(id=id)
    export.state, export.finished_at = FLOW.after("fail", export.state), now
    export.failure = because
    export.save(update_fields=["state", "finished_at", "failure"])
    journal.record("exports.failed", export, by=by, at=now, list=export.list, because=because)
    _tell(export, f"导出“{export.title}”没有成功", by=by, now=now)
    return export


def _written_by(id: UUID, tries: int, verb: str) -> Export:
    export = Export.objects.select_for_update().get(id=id)
    export.state = FLOW.after(verb, export.state)
    if export.tries != tries:
        raise UnableToGoOn("这份导出已由另一次运行接着生成。")
    return export


def _tell(export: Export, title: str, *, by: Actor, now: datetime) -> None:
    messages.tell(
        [export.account],
        title=title,
        path=reverse("exports:export", args=[export.id]),
        key=f"export:{export.id}",
        code=export.code,
        by=by,
        now=now,
    )
