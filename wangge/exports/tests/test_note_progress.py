from __future__ import annotations

import pytest

from democity.cast import TOWNSHIP
from tests.town import NOW, WANG
from wangge.exports.actions import begin, cancel, note_progress
from wangge.exports.actions.writing import UnableToGoOn
from wangge.kernel.flow import UnableToMove

from .lists import asked_by


def test_whoever_looks_sees_how_far_it_is() -> None:
    export = begin(asked_by("wang", TOWNSHIP).pk, by=WANG, now=NOW)
    noted = note_progress(export.pk, tries=1, done=500, total=2_499, by=WANG, now=NOW)
    assert (noted.done, noted.total) == (500, 2_499)


def test_a_writer_whose_place_was_taken_is_told_to_stop() -> None:
    export = asked_by("wang", TOWNSHIP)
    begin(export.pk, by=WANG, now=NOW)
    begin(export.pk, by=WANG, now=NOW)
    with pytest.raises(UnableToGoOn):
        note_progress(export.pk, tries=1, done=500, by=WANG, now=NOW)
    note_progress(export.pk, tries=2, done=500, by=WANG, now=NOW)


def test_a_writer_of_what_was_cancelled_is_told_to_stop() -> None:
    export = begin(asked_by("wang", TOWNSHIP).pk, by=WANG, now=NOW)
    cancel(export.pk, by=WANG, now=NOW)
    with pytest.raises(UnableToMove):
        note_progress(export.pk, tries=1, done=500, by=WANG, now=NOW)
