from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import WATER
from tests.town import LI, LIU, NOW, QIN, TANG, WANG
from wangge.cases.actions import UnableToConclude, conclude, sign
from wangge.cases.flow import State
from wangge.cases.models import Case, Part
from wangge.cases.tests.builders import A_CASE, handling
from wangge.cases.tests.replaying import differences
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")


def test_hands_the_case_to_the_grid_for_verification() -> None:
    case = conclude(handling().number, result="已更换灯泡", by=LIU, now=NOW)

    case.refresh_from_db()
    part = Part.objects.get(case=case)
    assert (case.state, case.concluded_by) == ("verifying", LIU.id)
    assert (part.state, part.result) == ("concluded", "已更换灯泡")


def test_is_written_in_the_journal() -> None:
    conclude(handling().number, result="已更换灯泡", by=LIU, now=NOW)
    detail = Entry.objects.get(event="cases.concluded").detail
    assert (detail["before"], detail["after"], detail["part"]) == (
        "handling", "verifying", "concluded",
    )  # fmt: skip


def test_waits_for_participants() -> None:
    case = handling(WATER.id)
    with pytest.raises(UnableToConclude, match="1 个协办单位") as refusal:
        conclude(case.number, result="好了", by=LI, now=NOW)
    assert refusal.value.field == "reason"
    assert Case.objects.get(pk=case.pk).state == "handling"


def test_goes_on_without_participants_for_a_recorded_reason() -> None:
    case = handling(WATER.id)

    conclude(case.number, result="好了", reason="水利局无须参与", by=LI, now=NOW)

    assert Part.objects.get(case=case, unit=WATER.id).state == "released"
    detail = Entry.objects.get(event="cases.concluded").detail
    assert (detail["reason"], detail["released"]) == ("水利局无须参与", [str(WATER.id)])


def test_needs_a_result() -> None:
    with pytest.raises(UnableToConclude) as refusal:
        conclude(handling().number, result=" ", by=LI, now=NOW)
    assert refusal.value.field == "result"


def test_is_not_for_participants() -> None:
    case = handling(WATER.id)
    sign(case.number, by=QIN, now=NOW)
    with pytest.raises(UnableToConclude, match="牵头"):
        conclude(case.number, result="好了", by=QIN, now=NOW)


@pytest.mark.parametrize("state", ["dispatched", "handed_back", "verifying", "follow_up", "closed"])
def test_is_closed_from(state: str) -> None:
    with pytest.raises(UnableToMove):
        conclude(A_CASE[State(state)]().number, result="好了", by=LI, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(WANG, PermissionDenied), (QIN, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        conclude(handling().number, result="好了", by=by, now=NOW)


def test_may_be_shown_in_photos() -> None:
    case = conclude(handling().number, result="已更换", photos=photos(1, 2), by=LIU, now=NOW)

    case.refresh_from_db()
    told = Entry.objects.get(event="cases.concluded").detail["photos"]
    assert told == [str(photo.id) for photo in attachments_of(case, Purpose.CONCLUDE)]
    assert differences(case) == {}


def test_a_refusal_keeps_no_photo() -> None:
    case = handling(WATER.id)
    with pytest.raises(UnableToConclude):
        conclude(case.number, result="好了", photos=photos(1), by=LI, now=NOW)
    assert not attachments_of(case).exists()
