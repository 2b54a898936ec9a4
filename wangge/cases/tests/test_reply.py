from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import CHEN, DENG, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToSpeak, reply, save_draft
from wangge.cases.models import Case, Draft, Reply
from wangge.cases.tests.builders import closed, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")


def test_stands_with_the_case_and_the_journal_says_that_it_was_given() -> None:
    case = reported()

    reply(case.number, words="两天内派人查看", by=WANG, now=NOW)

    answer = Reply.objects.get(case=case)
    assert (answer.words, answer.by_label) == ("两天内派人查看", "王示例")
    assert Entry.objects.get(event="cases.replied").subject == f"case:{case.pk}"
    assert not differences(case)


def test_ends_the_author_s_draft_and_leaves_others_theirs() -> None:
    case = reported()
    for by in (WANG, DENG):
        save_draft(case.number, words="两天内", by=by, now=NOW)

    reply(case.number, words="两天内派人查看", by=WANG, now=NOW)

    assert [draft.account for draft in Draft.objects.all()] == [DENG.id]


def test_is_given_after_the_end_too_and_says_something() -> None:
    reply(closed().number, words="已经修好", by=WANG, now=NOW)
    with pytest.raises(UnableToSpeak):
        reply(reported().number, words=" ", by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (CHEN, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reply(reported().number, words="不该答", by=by, now=NOW)
