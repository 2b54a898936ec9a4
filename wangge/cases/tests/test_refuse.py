from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import URBAN
from tests.town import NOW, TANG, WANG, XIE, ZHAO, ZHOU
from wangge.cases.actions import UnableToCheck, confirm_done, refuse
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.tests.builders import A_CASE, verifying
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove
from wangge.matters.models import Refusal

pytestmark = pytest.mark.usefixtures("town")


def off_list() -> Case:
    return verifying(matter="")


def test_registers_the_refusal_against_the_unit_that_asked() -> None:
    case = refuse(off_list().number, words="要求拍照执法取证", by=ZHOU, now=NOW)

    refusal = Refusal.objects.get()
    assert (refusal.department, refusal.case_number) == (URBAN.name, case.number)
    assert (refusal.refused_by, refusal.words) == (ZHOU.id, "要求拍照执法取证")


def test_passes_the_check_on_to_the_leader() -> None:
    case = refuse(off_list().number, words="", by=ZHOU, now=NOW)

    assert case.state == "verifying"
    with pytest.raises(UnableToCheck, match="不予执行"):
        confirm_done(case.number, by=ZHOU, now=NOW)
    assert confirm_done(case.number, by=ZHAO, now=NOW).state == "follow_up"


def test_is_written_in_the_journal() -> None:
    case = refuse(off_list().number, words="", by=ZHOU, now=NOW)
    entry = Entry.objects.get(event="cases.refused")
    assert (entry.actor, entry.subject) == (ZHOU.id, f"case:{case.pk}")


def test_is_not_possible_for_a_matter_on_the_list() -> None:
    case = verifying()
    with pytest.raises(UnableToCheck, match="清单之内"):
        refuse(case.number, words="不想去", by=ZHOU, now=NOW)
    assert not Refusal.objects.exists()


@pytest.mark.parametrize(
    "state",
    [
        "reported",
        "accepted",
        "handling",
        "follow_up",
        "closed",
        "to_confirm",
        "sent_back",
        "merged",
        "withdrawn",
        "archived",
    ],
)
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        refuse(A_CASE[State(state)]().number, words="", by=ZHOU, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(WANG, PermissionDenied), (XIE, PermissionDenied), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        refuse(off_list().number, words="", by=by, now=NOW)
