from __future__ import annotations

import io

import pytest

from democity.cast import TOWNSHIP
from tests.town import NOW, WANG
from wangge.exports.actions import begin, finish
from wangge.exports.actions.writing import UnableToGoOn
from wangge.exports.flow import State
from wangge.exports.queries import store
from wangge.journal.queries import entries_of
from wangge.messages.models import Notice

from .lists import asked_by


def test_the_file_is_stored_the_owner_told_and_the_record_says_what_went_out() -> None:
    export = begin(asked_by("wang", TOWNSHIP, "name=x").pk, by=WANG, now=NOW)
    done = finish(export.pk, tries=1, rows=2_498, file=io.BytesIO(b"12345"), by=WANG, now=NOW)
    assert (done.state, done.done, done.total, done.size) == (State.DONE, 2_498, 2_498, 5)
    with store().open(done.stored_as) as stored:
        assert stored.read() == b"12345"
    notice = Notice.objects.get(account=WANG.id)
    assert (notice.path, "2,498" in notice.title) == (f"/exports/{export.pk}/", True)
    entry = entries_of(export).get(event="exports.made")
    assert (entry.actor, entry.detail["rows"], entry.detail["asked"]) == (WANG.id, 2_498, "name=x")


def test_a_writer_whose_place_was_taken_finishes_nothing() -> None:
    export = asked_by("wang", TOWNSHIP)
    begin(export.pk, by=WANG, now=NOW)
    begin(export.pk, by=WANG, now=NOW)
    with pytest.raises(UnableToGoOn):
        finish(export.pk, tries=1, rows=1, file=io.BytesIO(b"1"), by=WANG, now=NOW)
    assert not store().exists(export.stored_as)
