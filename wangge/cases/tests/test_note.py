from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import CHEN, LI, NOW, PENG, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToSpeak, note
from wangge.cases.models import Case, Note
from wangge.cases.tests.builders import closed, dispatched, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")


def test_stays_with_the_case_under_its_author_s_name() -> None:
    case = reported()

    note(case.number, words=" 已电话问过物业 ", by=WANG, now=NOW)

    kept = Note.objects.get(case=case)
    assert (kept.words, kept.by_label, kept.code) == ("已电话问过物业", "王示例", case.code)
    assert not differences(case)


def test_the_journal_says_that_it_was_written_and_not_what() -> None:
    note(reported().number, words="只在屋里说", by=WANG, now=NOW)

    entry = Entry.objects.get(event="cases.noted")
    assert "只在屋里说" not in str(entry.detail)


def test_is_open_to_all_who_handle_it_also_after_the_end() -> None:
    for by in (WANG, CHEN, PENG):
        note(closed().number, words="补记", by=by, now=NOW)
    note(dispatched().number, words="已约时间", by=LI, now=NOW)
    assert Note.objects.count() == 4


def test_says_something() -> None:
    with pytest.raises(UnableToSpeak):
        note(reported().number, words="  ", by=WANG, now=NOW)
    with pytest.raises(UnableToSpeak):
        note(reported().number, words="长" * 2001, by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (LI, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        note(reported().number, words="不该写", by=by, now=NOW)
