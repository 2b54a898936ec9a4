from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import COUNTY, WATER
from tests.town import LI, LIU, NOW, QIN, TANG, WANG
from wangge.cases.actions import UnableToHandTo, conclude, hand_to
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.queries import open_verbs
from wangge.cases.tests.builders import A_CASE, dispatched, handling
from wangge.cases.tests.door import door
from wangge.cases.tests.replaying import differences
from wangge.cases.tests.test_tell_who_acts_next import people, told
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight
from wangge.kernel.flow import UnableToMove
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize("build", [dispatched, handling])
def test_a_part_to_sign_or_in_hand_goes_to_one_of_the_unit(build: type) -> None:
    case = build()
    before = case.state, case.due_at

    part = hand_to(case.number, handler=LIU.id, reason="片区由他负责", by=LI, now=NOW)

    part.refresh_from_db()
    case.refresh_from_db()
    assert part.handler == LIU.id
    assert (case.state, case.due_at) == before
    assert differences(case) == {}


def test_is_written_in_the_journal() -> None:
    hand_to(handling().number, handler=LIU.id, reason="片区由他负责", by=LI, now=NOW)
    detail = Entry.objects.get(event="cases.handed_to").detail
    assert (detail["handler"], detail["reason"], detail["earlier"]) == (
        str(LIU.id), "片区由他负责", None,
    )  # fmt: skip


def test_the_handler_is_told() -> None:
    case = handling()
    hand_to(case.number, handler=LIU.id, by=LI, now=NOW)
    assert told(case, "已交给您承办") == people(LIU)


def test_may_go_on_to_another_and_to_oneself() -> None:
    case = handling()
    hand_to(case.number, handler=LIU.id, by=LI, now=NOW)
    assert hand_to(case.number, handler=LI.id, by=LI, now=NOW).handler == LI.id


@pytest.mark.parametrize("handler", [QIN.id, WANG.id, WATER.id])
def test_goes_to_nobody_outside_the_unit(handler: object) -> None:
    with pytest.raises(UnableToHandTo) as refusal:
        hand_to(handling().number, handler=handler, by=LI, now=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == "handler"


def test_goes_to_nobody_whose_account_is_disabled() -> None:
    Account.objects.filter(pk=LIU.id).update(is_active=False)
    with pytest.raises(UnableToHandTo):
        hand_to(handling().number, handler=LIU.id, by=LI, now=NOW)


def test_does_not_go_to_who_has_it() -> None:
    case = handling()
    hand_to(case.number, handler=LIU.id, by=LI, now=NOW)
    with pytest.raises(UnableToHandTo, match="已经"):
        hand_to(case.number, handler=LIU.id, by=LI, now=NOW)


@pytest.mark.parametrize("state", ["handed_back", "verifying", "follow_up", "closed"])
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        hand_to(A_CASE[State(state)]().number, handler=LIU.id, by=LI, now=NOW)


def test_is_closed_once_the_part_is_done() -> None:
    case = handling(WATER.id)
    Part.objects.filter(case=case, unit=WATER.id).update(state="fed_back")
    with pytest.raises(UnableToMove, match="交给承办人"):
        hand_to(case.number, handler=QIN.id, by=QIN, now=NOW)
    assert "hand_to" not in open_verbs(case, by=QIN, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (LIU, PermissionDenied),
        (WANG, PermissionDenied),
        (QIN, Case.DoesNotExist),
        (TANG, Case.DoesNotExist),
    ],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        hand_to(handling().number, handler=LIU.id, by=by, now=NOW)


def test_a_case_that_came_to_other_units_does_not_exist() -> None:
    case = conclude(handling().number, result="好了", by=LI, now=NOW)
    with pytest.raises((Case.DoesNotExist, OutOfSight)):
        hand_to(case.number, handler=QIN.id, by=QIN, now=NOW)


def test_the_page_offers_the_people_of_the_unit(wednesday: None) -> None:
    case, unit = handling(), door("li")
    page = f"/{COUNTY}/cases/{case.number}/"
    shown = unit.get(f"{page}hand_to/").content.decode()
    assert "刘示例" in shown
    assert "秦示例" not in shown

    answer = unit.post(f"{page}hand_to/", {"handler": str(LIU.id)}, follow=True)

    assert Part.objects.get(case=case).handler == LIU.id
    assert "刘示例" in answer.content.decode()
