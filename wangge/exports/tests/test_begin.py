from __future__ import annotations

import pytest

from democity.cast import TOWNSHIP
from tests.town import NOW, WANG
from wangge.exports.actions import begin, cancel
from wangge.exports.flow import State
from wangge.exports.queries import rights_of
from wangge.kernel.flow import UnableToMove

from .lists import asked_by


def test_it_is_being_written_with_the_rights_of_whoever_asked() -> None:
    export = begin(asked_by("wang", TOWNSHIP).pk, by=WANG, now=NOW)
    assert (export.state, export.tries, export.rights) == (State.RUNNING, 1, rights_of(WANG))


def test_after_a_crash_it_begins_again_from_its_first_row() -> None:
    export = asked_by("wang", TOWNSHIP)
    begin(export.pk, by=WANG, now=NOW)
    again = begin(export.pk, by=WANG, now=NOW)
    assert (again.state, again.tries, again.done) == (State.RUNNING, 2, 0)


def test_what_was_cancelled_is_not_begun() -> None:
    export = asked_by("wang", TOWNSHIP)
    cancel(export.pk, by=WANG, now=NOW)
    with pytest.raises(UnableToMove, match="已取消"):
        begin(export.pk, by=WANG, now=NOW)
