from __future__ import annotations

import io
from datetime import timedelta

from democity.cast import TOWNSHIP
from tests.town import NOW, WANG
from wangge.exports.actions import begin, finish, remove_old
from wangge.exports.models import Export
from wangge.exports.queries import store
from wangge.journal.models import Entry
from wangge.kernel.actor import machine

from .lists import asked_by

CLOCK = machine("列表导出")


def test_files_are_kept_for_a_week_and_the_record_for_good() -> None:
    export = begin(asked_by("wang", TOWNSHIP).pk, by=WANG, now=NOW)
    done = finish(export.pk, tries=1, rows=1, file=io.BytesIO(b"1"), by=WANG, now=NOW)
    assert remove_old(by=CLOCK, now=NOW + timedelta(days=7)) == 0
    assert store().exists(done.stored_as)
    assert remove_old(by=CLOCK, now=NOW + timedelta(days=7, seconds=1)) == 1
    assert not store().exists(done.stored_as)
    assert not Export.objects.exists()
    events = Entry.objects.filter(subject=f"export:{export.pk}").order_by("id")
    assert [it.event for it in events] == ["exports.asked", "exports.made", "exports.removed"]
    assert remove_old(by=CLOCK, now=NOW + timedelta(days=8)) == 0
