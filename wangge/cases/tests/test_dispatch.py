from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from democity.cast import STREET, STREET_NEXT_DOOR, URBAN, WATER
from tests.town import DENG, LI, NOW, QIN, TANG, WANG, ZHOU
from wangge.cases.actions import UnableToDispatch, dispatch, hand_back
from wangge.cases.flow import State
from wangge.cases.models import Case, LimitRecord, Part
from wangge.cases.tests.builders import A_CASE, accepted, dispatched
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.flow import UnableToMove

pytestmark = pytest.mark.usefixtures("town")
SHANGHAI = ZoneInfo("Asia/Shanghai")
LATER = NOW + timedelta(hours=1)


def test_hands_the_case_to_its_lead_and_starts_the_clock_at_once() -> None:
    case = dispatched()

    case.refresh_from_db()
    part = Part.objects.get(case=case)
    assert (case.state, case.units, case.round) == ("dispatched", [URBAN.id], 1)
    assert (part.is_lead, part.state, part.unit) == (True, "to_sign", URBAN.id)
    # five working days from Wednesday 10 June 2026; the 19th is the Dragon Boat Festival
    assert case.due_at == datetime(2026, 6, 17, 17, 30, tzinfo=SHANGHAI)


def test_gives_participants_an_earlier_limit_of_their_own() -> None:
    case = dispatched(WATER.id, STREET.id)

    parts = {part.unit: part for part in Part.objects.filter(case=case)}
    assert case.units == [URBAN.id, WATER.id, STREET.id]
    assert [part.is_lead for part in parts.values()].count(True) == 1
    assert parts[WATER.id].handle_due_at < parts[URBAN.id].handle_due_at


def test_is_written_in_the_journal() -> None:
    dispatched(WATER.id)

    detail = Entry.objects.get(event="cases.dispatched").detail
    assert (detail["before"], detail["after"]) == ("accepted", "dispatched")
    assert (detail["lead"], detail["participants"]) == (str(URBAN.id), [str(WATER.id)])
    assert detail["limits"]["handle"]["due"].startswith("2026-06-17T17:30")


def test_a_second_dispatch_adds_its_limit_and_keeps_the_first() -> None:
    case = dispatched()
    hand_back(case.number, basis="不属于本局职责", by=LI, now=NOW)

    dispatch(case.number, lead=WATER.id, by=WANG, now=LATER)

    limits = LimitRecord.objects.filter(case=case, stage="handle").order_by("id")
    assert [limit.unit for limit in limits] == [URBAN.id, WATER.id]
    assert Part.objects.filter(case=case, is_lead=True).count() == 2


def test_the_second_unit_sees_the_case_and_the_first_no_longer() -> None:
    case = dispatched()
    hand_back(case.number, basis="不属于本局职责", by=LI, now=NOW)
    dispatch(case.number, lead=WATER.id, by=WANG, now=LATER)

    case.refresh_from_db()
    assert QIN.scope("cases:view").covers(case)
    assert not LI.scope("cases:view").covers(case)


@pytest.mark.parametrize(
    ("lead", "participants", "field"),
    [
        (URBAN.id, [URBAN.id], "participants"),
        (URBAN.id, [WATER.id, WATER.id], "participants"),
        (STREET_NEXT_DOOR.id, [], "lead"),
        (URBAN.id, [STREET_NEXT_DOOR.id], "participants"),
    ],
)
def test_refuses_units_that_are_twice_or_not_of_the_place(
    lead: object, participants: list[object], field: str
) -> None:
    case = accepted()
    with pytest.raises(UnableToDispatch) as refusal:
        dispatch(case.number, lead=lead, participants=participants, by=WANG, now=NOW)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Part.objects.exists()


def test_the_database_holds_one_lead_a_round() -> None:
    part = Part.objects.get(case=dispatched())
    part.pk, part.unit = WATER.id, WATER.id
    with pytest.raises(IntegrityError), transaction.atomic():
        part.save(force_insert=True)


@pytest.mark.parametrize("state", ["accepted", "handed_back"])
def test_is_open_from(state: str) -> None:
    case = A_CASE[State(state)]()
    assert dispatch(case.number, lead=URBAN.id, by=DENG, now=NOW).state == "dispatched"


@pytest.mark.parametrize(
    "state",
    [
        "reported",
        "dispatched",
        "handling",
        "verifying",
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
        dispatch(A_CASE[State(state)]().number, lead=URBAN.id, by=WANG, now=NOW)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(ZHOU, PermissionDenied), (LI, Case.DoesNotExist), (TANG, Case.DoesNotExist)],
)
def test_is_refused_to(by: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        dispatch(accepted().number, lead=URBAN.id, by=by, now=NOW)
