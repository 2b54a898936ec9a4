"""Two people at once: one wins, the other gets a sentence. Real threads against PostgreSQL.

The last tests take the row lock out and show that these would then fail.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection

from democity.cast import URBAN, VILLAGE, WATER
from tests import town
from tests.town import DENG, LI, LIU, LUO, NOW, PENG, TODAY, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.models import Case, Part, StageLimit
from wangge.cases.queries import amounts_for
from wangge.cases.tests.builders import accepted, handling, said, verifying
from wangge.journal.models import Entry
from wangge.kernel.errors import Unable
from wangge.kernel.ids import new_id
from wangge.workers import actions as workers
from wangge.worktime.amounts import Amount, Unit

pytestmark = pytest.mark.slow

SOON = NOW + timedelta(minutes=5)
Verb = Callable[[], Any]


@pytest.fixture(autouse=True)
def committed_town(fresh_database: str) -> None:
    """The town, committed: threads must see it."""
    town.build()


@pytest.fixture
def take_out_the_lock(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and cases are read without being locked, with both readers meeting in between."""
    meeting = Barrier(2, timeout=5)

    def unlocked(number: str, *, by: Any, may: Any, lock: bool = False) -> Case:
        case = Case.objects.get(number=number)
        meeting.wait()
        return case

    def take_out() -> None:
        for module in ("at_desk", "unit", "checking"):
            monkeypatch.setattr(f"wangge.cases.actions.{module}.get_case", unlocked)

    return take_out


def at_once(*verbs: Verb) -> list[Any]:
    """Run verbs in threads that start together; the answer of each, a refusal or a result."""
    start = Barrier(len(verbs))
    answers: list[Any] = [None] * len(verbs)

    def run(index: int, verb: Verb) -> None:
        try:
            start.wait()
            answers[index] = verb()
        except (Unable, IntegrityError) as refusal:
            answers[index] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def refusals(answers: list[Any]) -> list[str]:
    return [answer.sentence for answer in answers if isinstance(answer, Unable)]


def two_dispatch(number: str) -> list[Any]:
    return at_once(
        lambda: actions.dispatch(number, lead=URBAN.id, by=WANG, now=SOON),
        lambda: actions.dispatch(number, lead=WATER.id, by=DENG, now=SOON),
    )


def concluding_meets_handing_back(number: str) -> list[Any]:
    return at_once(
        lambda: actions.conclude(number, result="已修好", by=LIU, now=SOON),
        lambda: actions.hand_back(number, basis="不属于本局", by=LI, now=SOON),
    )


def test_two_operators_dispatch_one_case_and_one_of_them_wins() -> None:
    for _ in range(5):
        case = accepted()
        answers = two_dispatch(case.number)

        case.refresh_from_db()
        assert len(refusals(answers)) == 1
        assert "可能有人刚刚办理过" in refusals(answers)[0]
        assert case.round == 1
        assert Part.objects.filter(case=case).count() == 1
        assert (
            Entry.objects.filter(subject=f"case:{case.pk}", event="cases.dispatched").count() == 1
        )


def test_two_set_one_limit_and_the_later_stands() -> None:
    for hours in (5, 6, 7):
        amounts = [Amount(hours, Unit.WORKING_HOUR), Amount(hours * 2, Unit.WORKING_HOUR)]
        answers = at_once(*(partial(_set_limit, amount) for amount in amounts))

        assert all(isinstance(answer, StageLimit) for answer in answers)
        assert amounts_for("normal", TODAY)["verify"] in amounts


def _set_limit(amount: Amount) -> StageLimit:
    return actions.set_limit("verify", "normal", amount=amount, starts=TODAY, by=LUO, now=NOW)


def test_two_enrol_one_person_and_one_of_them_gets_a_sentence() -> None:
    for number in range(5):
        enrol = partial(
            workers.enrol, VILLAGE, "孙示例", phone=f"1390000000{number}", kind="part_time",
            source="volunteer", by=PENG, now=NOW,
        )  # fmt: skip
        assert len(refusals(at_once(enrol, enrol))) == 1


def test_a_form_sent_twice_at_once_makes_one_case() -> None:
    for _ in range(5):
        form = said(key=new_id())
        answers = at_once(*[lambda form=form: actions.report(form, by=ZHOU, now=NOW)] * 2)
        assert Case.objects.filter(pk=form.key).count() == 1
        assert {answer.number for answer in answers} == {Case.objects.get(pk=form.key).number}


def test_a_verb_sent_twice_at_once_is_done_once() -> None:
    case = accepted()
    once = lambda: actions.dispatch(case.number, lead=URBAN.id, by=WANG, now=SOON)  # noqa: E731
    assert len(refusals(at_once(once, once))) == 1
    assert Part.objects.filter(case=case).count() == 1


def test_the_unit_concludes_while_its_liaison_hands_back_and_one_of_them_wins() -> None:
    for _ in range(5):
        case = handling()
        answers = concluding_meets_handing_back(case.number)

        case.refresh_from_db()
        part = Part.objects.get(case=case)
        assert len(refusals(answers)) == 1
        assert (case.state, part.state) in {
            ("verifying", "concluded"), ("handed_back", "handed_back"),
        }  # fmt: skip


def test_the_worker_verifies_while_the_unit_hands_back() -> None:
    case = verifying()
    answers = at_once(
        lambda: actions.fail_check(case.number, words="没好", by=ZHOU, now=SOON),
        lambda: actions.confirm_done(case.number, by=ZHOU, now=SOON),
        lambda: actions.hand_back(case.number, basis="不属于本局", by=LI, now=SOON),
    )

    case.refresh_from_db()
    part = Part.objects.get(case=case)
    assert len(refusals(answers)) in (1, 2)
    assert (case.state, part.state) in {
        ("follow_up", "concluded"), ("handling", "handling"), ("handed_back", "handed_back"),
    }  # fmt: skip
    moves = Entry.objects.filter(subject=f"case:{case.pk}").order_by("id")
    tale = [(entry.detail.get("before"), entry.detail["after"]) for entry in moves]
    assert all(tale[i][0] == tale[i - 1][1] for i in range(1, len(tale)))


def test_without_the_lock_two_operators_both_dispatch(
    take_out_the_lock: Callable[[], None],
) -> None:
    """Negative control: neither is refused in words; only the database's last guard is left."""
    case = accepted()
    take_out_the_lock()
    answers = two_dispatch(case.number)
    assert not refusals(answers)


def test_without_the_lock_a_unit_concludes_and_hands_back_at_once(
    take_out_the_lock: Callable[[], None],
) -> None:
    """Negative control: both believe that they won, and the first one's change is lost."""
    case = handling()
    take_out_the_lock()
    assert not refusals(concluding_meets_handing_back(case.number))
