from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import person
from tests.town import DENG, HE, LI, NOW, TANG, WANG, XIE, ZHAO, ZHOU
from wangge.cases.actions import UnableToCheck, doubt
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.tests.builders import A_CASE, to_confirm
from wangge.cases.tests.replaying import differences
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.staff.models import Post

pytestmark = pytest.mark.usefixtures("town")
WORDS = "找不到这盏灯"


def without(*usernames: str) -> None:
    """The people no longer hold a post."""
    Post.objects.filter(account_id__in=[person(name).id for name in usernames]).delete()


def test_gives_the_case_to_the_desk_with_what_was_found() -> None:
    waiting = to_confirm()
    case = doubt(waiting.number, words=WORDS, by=ZHOU, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.finding) == ("reported", "doubted")
    assert case.due_at is not None
    assert waiting.due_at is not None
    assert case.due_at < waiting.due_at


def test_is_written_in_the_journal_and_replays() -> None:
    case = doubt(to_confirm().number, words=WORDS, photos=photos(1, 2), by=ZHOU, now=NOW)

    detail = Entry.objects.get(event="cases.doubted").detail
    assert (detail["before"], detail["after"], detail["words"]) == ("to_confirm", "reported", WORDS)
    shown = attachments_of(case, Purpose.BEFORE)
    assert detail["photos"] == [str(photo.id) for photo in shown]
    case.refresh_from_db()
    assert differences(case) == {}


def test_is_the_worker_s_then_the_leader_s_the_assistant_s_and_the_nearest_desk_s() -> None:
    for others, whose in (
        ([ZHAO, XIE, WANG, DENG], ZHOU),
        ([XIE, WANG, DENG], ZHAO),
        ([WANG, DENG], XIE),
        ([DENG], WANG),
    ):
        case = to_confirm()
        for other in others:
            with pytest.raises(UnableToCheck, match="在岗网格员"):
                doubt(case.number, words=WORDS, by=other, now=NOW)
        assert doubt(case.number, words=WORDS, by=whose, now=NOW).finding == "doubted"
        without(next(n for n, a in NAMES.items() if a is whose))


NAMES = {"zhou": ZHOU, "zhao": ZHAO, "xie": XIE, "wang": WANG}


@pytest.mark.parametrize("state", sorted(set(State) - {State.TO_CONFIRM}))
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        doubt(A_CASE[State(state)]().number, words=WORDS, by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(HE, PermissionDenied), (LI, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        doubt(to_confirm().number, words=WORDS, by=by, now=NOW)


def test_says_in_words_why_and_keeps_no_photo_without() -> None:
    case = to_confirm()
    with pytest.raises(UnableToCheck) as refusal:
        doubt(case.number, words="  ", photos=photos(1), by=ZHOU, now=NOW)
    assert refusal.value.field == "words"
    assert not attachments_of(case).exists()
    case.refresh_from_db()
    assert case.state == "to_confirm"
