from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.places.models import Provenance
from wangge.places.policies import May, require
from wangge.places.queries import forget


@transaction.atomic
def note_source(
    code: Code,
    subject: str,
    *,
    source: str,
    note: str = "",
    invented: bool = False,
    by: Actor,
    now: datetime,
) -> Provenance:
    """Say where a body of facts at a place comes from; `invented` marks demonstration data.

    Saying it again about the same subject replaces what was said; the journal keeps both.
    """
    require(by, May.NOTE_SOURCE, code)
    row, _ = Provenance.objects.update_or_create(
        code=code,
        subject=subject,
        defaults={"source": source, "note": note, "invented": invented},
    )
    transaction.on_commit(forget)
    journal.record(
        "places.source_noted", row, by=by, at=now, subject_noted=subject, invented=invented
    )
    return row
