from __future__ import annotations

from datetime import timedelta

import pytest

from tests.town import DENG, LI, NOW, TANG, WANG
from wangge.cases.actions import look
from wangge.cases.models import Case, Viewing
from wangge.cases.talk import others_looking
from wangge.cases.tests.builders import reported
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")


def test_is_told_to_others_for_a_minute_and_not_to_oneself() -> None:
    case = reported()
    look(case.number, by=WANG, now=NOW)
    look(case.number, by=WANG, now=NOW)

    soon, later = NOW + timedelta(seconds=59), NOW + timedelta(seconds=61)
    assert [one.label for one in others_looking(case, by=DENG, now=soon)] == ["王示例"]
    assert not others_looking(case, by=WANG, now=soon)
    assert not others_looking(case, by=DENG, now=later)


def test_yesterday_s_looks_are_swept_away() -> None:
    look(reported().number, by=WANG, now=NOW - timedelta(days=2))
    look(reported().number, by=WANG, now=NOW)
    assert Viewing.objects.count() == 1


def test_leaves_no_trace_in_the_journal() -> None:
    case = reported()
    entries = Entry.objects.count()
    look(case.number, by=WANG, now=NOW)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("by", [LI, TANG])
def test_nobody_looks_at_what_is_out_of_sight(by: Actor) -> None:
    with pytest.raises(Case.DoesNotExist):
        look(reported().number, by=by, now=NOW)
