from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import DENG, NOW, TANG, WANG, XIE, ZHOU
from wangge.cases.actions import UnableToDisclose, admit, conceal, disclose
from wangge.cases.flow import State
from wangge.cases.models import Case
from wangge.cases.queries import open_verbs
from wangge.cases.tests.builders import A_CASE, opinion, reported
from wangge.cases.tests.replaying import differences
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("town")


def secret() -> Case:
    return conceal(reported().number, reason="涉及隐私", by=WANG, now=NOW)


def test_everybody_in_scope_may_see_it_again() -> None:
    case = disclose(secret().number, by=DENG, now=NOW)

    case.refresh_from_db()
    assert case.circle is None
    assert ZHOU.scope("cases:view").covers(case)


def test_is_written_in_the_journal_and_replays() -> None:
    case = disclose(secret().number, reason="已公开", by=WANG, now=NOW)

    detail = Entry.objects.get(event="cases.disclosed").detail
    assert (detail["before"], detail["after"]) == ("reported", "reported")
    assert (detail["reason"], detail["circle"]) == ("已公开", None)
    case.refresh_from_db()
    assert differences(case) == {}


@pytest.mark.parametrize("about", [None, "zhou"])
def test_never_what_is_said_about_the_grid_work(about: str | None) -> None:
    case = opinion(about)
    with pytest.raises(UnableToDisclose, match="只限知情人"):
        disclose(case.number, by=WANG, now=NOW)
    case.refresh_from_db()
    assert case.circle
    assert "disclose" not in open_verbs(case, by=WANG, now=NOW)


def test_not_what_all_may_see() -> None:
    with pytest.raises(UnableToDisclose, match="不是保密件"):
        disclose(reported().number, by=WANG, now=NOW)


@pytest.mark.parametrize("state", list(State))
def test_is_open_from_every_state(state: State) -> None:
    case = conceal(A_CASE[state]().number, reason="涉及隐私", by=WANG, now=NOW)
    assert disclose(case.number, by=WANG, now=NOW).state == state


@pytest.mark.parametrize(("by", "refusal"), [(ZHOU, Case.DoesNotExist), (TANG, Case.DoesNotExist)])
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        disclose(secret().number, by=by, now=NOW)


def test_is_denied_to_those_in_the_circle_without_the_right() -> None:
    case = admit(secret().number, account=XIE.id, by=WANG, now=NOW)
    with pytest.raises(PermissionDenied):
        disclose(case.number, by=XIE, now=NOW)
