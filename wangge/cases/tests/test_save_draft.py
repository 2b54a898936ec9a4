from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import DENG, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import save_draft
from wangge.cases.models import Case, Draft
from wangge.cases.talk import draft_of
from wangge.cases.tests.builders import reported
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")


def test_the_last_words_stand_and_are_the_author_s_own() -> None:
    case = reported()

    save_draft(case.number, words="两天", by=WANG, now=NOW)
    save_draft(case.number, words="两天内", by=WANG, now=NOW + timedelta(seconds=5))

    draft = draft_of(case, by=WANG)
    assert draft is not None
    assert (draft.words, draft.at) == ("两天内", NOW + timedelta(seconds=5))
    assert draft_of(case, by=DENG) is None


def test_without_words_there_is_none() -> None:
    case = reported()
    save_draft(case.number, words="两天", by=WANG, now=NOW)

    save_draft(case.number, words="  ", by=WANG, now=NOW)

    assert not Draft.objects.exists()


def test_is_no_matter_for_the_journal() -> None:
    case = reported()
    entries = Entry.objects.count()
    save_draft(case.number, words="两天", by=WANG, now=NOW)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(("by", "refusal"), [(ZHOU, PermissionDenied), (TANG, Case.DoesNotExist)])
def test_is_refused_to_whoever_may_not_reply(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        save_draft(reported().number, words="不该答", by=by, now=NOW)
