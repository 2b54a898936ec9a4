from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import HE, LI, NOW, TANG, XIE, ZHOU
from wangge.cases.actions import UnableToCheck, conclude, fail_check
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord, Part
from wangge.cases.tests.builders import A_CASE, verifying
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_gives_the_case_back_to_the_lead_and_counts_a_rework() -> None:
    case = fail_check(verifying().number, words="还是不亮", by=ZHOU, now=NOW)

    case.refresh_from_db()
    part = Part.objects.get(case=case)
    assert (case.state, case.reworks, part.state) == ("handling", 1, "handling")
    assert part.due_at == case.due_at
    assert LimitRecord.objects.filter(case=case, stage="handle").count() == 2


def test_lets_the_lead_conclude_again() -> None:
    case = fail_check(verifying().number, words="还是不亮", by=ZHOU, now=NOW)
    assert conclude(case.number, result="换了线路", by=LI, now=NOW).state == "verifying"


def test_is_written_in_the_journal() -> None:
    fail_check(verifying().number, words="还是不亮", by=ZHOU, now=NOW)
    detail = Entry.objects.get(event="cases.check_failed").detail
    assert (detail["words"], detail["reworks"]) == ("还是不亮", 1)


def test_needs_words() -> None:
    with pytest.raises(UnableToCheck) as refusal:
        fail_check(verifying().number, words="", by=ZHOU, now=NOW)
    assert refusal.value.field == "words"


def test_is_the_worker_s_while_one_is_on_duty() -> None:
    with pytest.raises(UnableToCheck, match="在岗网格员"):
        fail_check(verifying().number, words="没好", by=XIE, now=NOW)


@pytest.mark.parametrize(
    "state",
    [
        "handling",
        "handed_back",
        "follow_up",
        "closed",
        "declined",
        "to_confirm",
        "sent_back",
        "merged",
        "withdrawn",
        "archived",
    ],
)
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        fail_check(A_CASE[State(state)]().number, words="没好", by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(LI, PermissionDenied), (HE, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        fail_check(verifying().number, words="没好", by=by, now=NOW)
