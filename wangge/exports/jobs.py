"""Writing long exports in the worker, and sweeping up old ones."""

from __future__ import annotations

import tempfile
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone
from procrastinate.contrib.django import app

from wangge.journal.models import Entry
from wangge.kernel.actor import Actor, machine
from wangge.kernel.errors import Unable
from wangge.kernel.flow import UnableToMove
from wangge.kernel.workbooks import Format, write_sheet

from . import actions
from .actions.writing import UnableToGoOn
from .models import Export
from .queries import owner_of, sheet_of

CLOCK = machine("列表导出")
MOST_TRIES = 3
NOT_ALLOWED = "您的岗位或权限有变动，不能再导出这份列表。"
BROKEN = "生成文件时出了问题，已记录。请稍后再导出一次。"
TOO_OFTEN = "生成这份文件几次都没有完成。请缩小筛选范围后再导出。"


def start(entry: Entry, *, now: datetime) -> None:
    """Whoever asked for a long list gets a job. Told twice, it is written once."""
    asked = entry.subject.partition(":")[2]
    write.configure(lock=f"export:{asked}").defer(export=asked)


@app.task(name="exports.write")
def write(export: str) -> None:
    """Write it; run again after a crash, it begins at the first row. A finished one stays."""
    try:
        _write(UUID(export))
    except (UnableToMove, UnableToGoOn, Export.DoesNotExist):
        return  # finished, cancelled, taken over or swept up meanwhile


def _write(id: UUID) -> None:
    waiting = Export.objects.get(id=id)
    by = owner_of(waiting, on=timezone.localdate())
    export = actions.begin(id, by=by, now=timezone.now())
    if export.tries > MOST_TRIES:
        _fail(id, TOO_OFTEN)
        return
    try:
        _fill(export, by)
    except (UnableToMove, UnableToGoOn):
        raise
    except (PermissionDenied, ObjectDoesNotExist):
        _fail(id, NOT_ALLOWED)
    except Unable as refusal:
        _fail(id, refusal.sentence)
    except Exception:
        _fail(id, BROKEN)
        raise


def _fill(export: Export, by: Actor) -> None:
    at = export.code if export.placed else None
    sheet = sheet_of(export.list, at, export.query, by=by, now=timezone.now())

    def told(done: int) -> None:
        now = timezone.now()
        actions.note_progress(
            export.id, tries=export.tries, done=done, total=sheet.count, by=CLOCK, now=now
        )

    told(0)
    with tempfile.TemporaryFile() as file:
        rows = write_sheet(sheet, Format(export.format), file, told=told)
        actions.finish(
            export.id, tries=export.tries, rows=rows, file=file, by=by, now=timezone.now()
        )


def _fail(id: UUID, because: str) -> None:
    actions.fail(id, because=because, by=CLOCK, now=timezone.now())


@app.periodic(cron="47 18 * * *")  # 02:47 in China
@app.task(name="exports.remove_old", queueing_lock="exports.remove_old")
def remove_old(timestamp: int) -> None:
    """Files older than a week are gone; safe to run twice."""
    actions.remove_old(by=CLOCK, now=timezone.now())
