from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import TOWNSHIP
from tests.town import DENG, LI, NOW, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToLogCall, log_call
from wangge.cases.flow import State
from wangge.cases.models import Call, Case
from wangge.cases.tests.asked import rejected, to_follow_up
from wangge.cases.tests.builders import A_CASE, follow_up
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_keeps_the_try_and_leaves_the_case_where_it_is() -> None:
    case = to_follow_up()
    due = case.due_at

    call = log_call(case.number, reached=False, words="无人接听", by=DENG, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.due_at) == ("follow_up", due)
    assert (call.reached, call.words, call.by_label, call.rework) == (
        False,
        "无人接听",
        "邓示例",
        0,
    )
    assert differences(case) == {}


def test_what_was_said_is_not_in_the_journal() -> None:
    case = to_follow_up()
    log_call(case.number, reached=True, words="说改天再打", by=WANG, now=NOW)

    entry = Entry.objects.get(event="cases.call_logged")
    assert entry.detail["reached"] is True
    assert "改天" not in str(entry.detail)


def test_who_was_reached_said_something() -> None:
    with pytest.raises(UnableToLogCall) as refusal:
        log_call(to_follow_up().number, reached=True, words=" ", by=WANG, now=NOW)
    assert refusal.value.field == "words"
    assert not Call.objects.exists()


@pytest.mark.parametrize("state", sorted(set(A_CASE) - {State.FOLLOW_UP}))
def test_is_closed_from(state: State) -> None:
    with pytest.raises(UnableToMove):
        log_call(A_CASE[state]().number, reached=False, by=WANG, now=NOW)


def test_is_closed_while_it_is_done_again() -> None:
    with pytest.raises(UnableToMove):
        log_call(rejected().number, reached=False, by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (LI, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        log_call(follow_up().number, reached=False, by=by, now=NOW)


def test_the_follow_up_pages_show_the_number_the_words_and_the_earlier_tries(
    wednesday: None,
) -> None:
    case = to_follow_up()
    desk, page = door("wang"), f"/{TOWNSHIP}/cases/{case.number}"
    assert desk.get(f"{page}/log_call/").status_code == 200

    desk.post(f"{page}/log_call/", {"reached": "no", "words": "无人接听"})

    shown = desk.get(f"{page}/close/").content.decode()
    assert 'href="tel:13800000001"' in shown
    assert "无人接听" in shown
    assert "还要再联系 2 次" in shown
    assert Call.objects.get().reached is False
