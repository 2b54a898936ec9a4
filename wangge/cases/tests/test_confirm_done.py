from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import person
from tests.town import DENG, HE, LI, NOW, TANG, WANG, XIE, ZHAO, ZHOU
from wangge.cases.actions import UnableToCheck, confirm_done
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.tests.builders import A_CASE, verifying
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.staff.models import Post

pytestmark = pytest.mark.usefixtures("town")


def without(username: str) -> None:
    """The person no longer holds a post."""
    Post.objects.filter(account_id=person(username).id).delete()


def test_moves_the_case_on_to_follow_up() -> None:
    case = confirm_done(verifying().number, by=ZHOU, now=NOW)

    case.refresh_from_db()
    assert case.state == "follow_up"
    assert case.due_at is not None


def test_is_written_in_the_journal() -> None:
    confirm_done(verifying().number, words="灯亮了", by=ZHOU, now=NOW)
    detail = Entry.objects.get(event="cases.confirmed_done").detail
    assert (detail["before"], detail["after"], detail["words"]) == (
        "verifying", "follow_up", "灯亮了",
    )  # fmt: skip


@pytest.mark.parametrize("by", [ZHAO, XIE, WANG])
def test_is_the_worker_s_while_one_is_on_duty(by: Actor) -> None:
    with pytest.raises(UnableToCheck, match="在岗网格员"):
        confirm_done(verifying().number, by=by, now=NOW)


def test_falls_to_the_leader_when_no_worker_is_on_duty() -> None:
    case = verifying()
    without("zhou")
    with pytest.raises(UnableToCheck):
        confirm_done(case.number, by=XIE, now=NOW)
    assert confirm_done(case.number, by=ZHAO, now=NOW).state == "follow_up"


def test_falls_to_the_village_assistant_when_neither_is() -> None:
    case = verifying()
    without("zhou")
    without("zhao")
    assert confirm_done(case.number, by=XIE, now=NOW).state == "follow_up"


def test_falls_to_the_nearest_desk_when_there_is_nobody_else() -> None:
    case = verifying()
    for username in ("zhou", "zhao", "xie"):
        without(username)
    with pytest.raises(UnableToCheck):
        confirm_done(case.number, by=DENG, now=NOW)
    assert confirm_done(case.number, by=WANG, now=NOW).state == "follow_up"


def test_is_never_for_who_concluded_it() -> None:
    case = verifying()
    Case.objects.filter(pk=case.pk).update(concluded_by=ZHOU.id)
    with pytest.raises(UnableToCheck, match="不能自己核查"):
        confirm_done(case.number, by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    "state",
    [
        "reported",
        "accepted",
        "dispatched",
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
        confirm_done(A_CASE[State(state)]().number, by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(LI, PermissionDenied), (HE, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        confirm_done(verifying().number, by=by, now=NOW)
