from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import TOWNSHIP, URBAN
from tests.town import LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToRate, UnableToReject, rate, reject
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord, Part, Rating
from wangge.cases.queries import open_verbs
from wangge.cases.tests.asked import done_again, ended, rejected, sender, to_follow_up
from wangge.cases.tests.builders import A_CASE, follow_up
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
LAST = NOW + timedelta(days=15)


@pytest.mark.parametrize("desk", [False, True])
def test_gives_the_case_back_to_the_lead_with_a_new_limit(desk: bool) -> None:
    case = to_follow_up()

    reject(case.number, reason="还是不亮", by=WANG if desk else sender(case), now=NOW)

    case.refresh_from_db()
    part, rating = Part.objects.get(case=case), Rating.objects.get()
    assert (case.state, case.reworks, case.outcome) == ("handling", 1, "")
    assert (part.state, part.due_at) == ("handling", case.due_at)
    assert LimitRecord.objects.filter(case=case, stage="handle").count() == 2
    assert (rating.score, rating.rework, rating.unit) == ("unsatisfied", 0, URBAN.id)
    assert differences(case) == {}


def test_opens_a_closed_case_again_when_its_reporter_says_so_in_time() -> None:
    case = ended("unreached")

    reject(case.number, reason="又坏了", by=sender(case), now=LAST)

    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == ("handling", "", None)
    assert differences(case) == {}


def test_is_written_in_the_journal() -> None:
    rejected()
    detail = Entry.objects.get(event="cases.rejected").detail
    assert (detail["before"], detail["after"], detail["reworks"], detail["reason"]) == (
        "follow_up", "handling", 1, "还是不亮",
    )  # fmt: skip


def test_each_time_it_was_done_is_rated_once() -> None:
    case = done_again(rejected())
    rate(case.number, outcome="satisfied", by=sender(case), now=NOW)

    found = Rating.objects.filter(case=case).order_by("id").values_list("rework", "score")
    assert list(found) == [(0, "unsatisfied"), (1, "satisfied")]


def test_needs_a_reason() -> None:
    case = to_follow_up()
    with pytest.raises(UnableToReject) as refusal:
        reject(case.number, reason=" ", by=sender(case), now=NOW)
    assert refusal.value.field == "reason"


def test_once_it_was_rated_it_is_not_done_again() -> None:
    case = ended("satisfied")
    with pytest.raises(UnableToRate, match="已经评价过"):
        reject(case.number, reason="又坏了", by=sender(case), now=NOW)


def test_after_fifteen_days_it_is_reported_anew() -> None:
    case = ended("unreached")
    with pytest.raises(UnableToRate, match="重新上报"):
        reject(case.number, reason="又坏了", by=sender(case), now=LAST + timedelta(seconds=1))


def test_the_desk_does_not_speak_for_the_reporter_of_a_closed_case() -> None:
    case = ended("unreached")
    with pytest.raises(UnableToReject, match="只能由反映人"):
        reject(case.number, reason="又坏了", by=WANG, now=NOW)
    assert "reject" not in open_verbs(case, by=WANG, now=NOW)


@pytest.mark.parametrize("state", sorted(set(A_CASE) - {State.FOLLOW_UP, State.CLOSED}))
def test_is_closed_from(state: State) -> None:
    with pytest.raises(UnableToMove):
        reject(A_CASE[state]().number, reason="没好", by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (LI, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        reject(follow_up().number, reason="没好", by=by, now=NOW)


def test_the_desk_writes_down_what_it_hears_on_the_phone(wednesday: None) -> None:
    case, desk = to_follow_up(), door("wang")
    page = f"/{TOWNSHIP}/cases/{case.number}/"
    assert "不满意" in desk.get(page).content.decode()

    answer = desk.post(f"{page}reject/", {"reason": "还是不亮"}, follow=True)

    case.refresh_from_db()
    assert case.state == "handling"
    assert "还是不亮" in answer.content.decode()
