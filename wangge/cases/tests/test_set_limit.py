from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import LUO, NOW, TODAY, WANG
from wangge.cases.actions import UnableToSetLimit, accept, set_limit
from wangge.cases.models import LimitRecord
from wangge.cases.queries import amounts_for
from wangge.cases.tests.builders import reported
from wangge.journal.models import Entry
from wangge.worktime.amounts import Amount, Unit

pytestmark = pytest.mark.usefixtures("town")
LONGER = Amount(8, Unit.WORKING_HOUR)
TOMORROW = TODAY + timedelta(days=1)


def test_holds_from_its_date_on_and_leaves_the_days_before() -> None:
    set_limit("dispatch", "normal", amount=LONGER, starts=TOMORROW, by=LUO, now=NOW)

    assert amounts_for("normal", TODAY)["dispatch"] == Amount(4, Unit.WORKING_HOUR)
    assert amounts_for("normal", TOMORROW)["dispatch"] == LONGER


def test_does_not_touch_limits_already_given() -> None:
    case = accept(reported().number, by=WANG, now=NOW)
    given = LimitRecord.objects.get(case=case, stage="dispatch").due_at

    set_limit("dispatch", "normal", amount=LONGER, starts=TODAY, by=LUO, now=NOW)

    case.refresh_from_db()
    assert case.due_at == given


def test_is_written_in_the_journal() -> None:
    set_limit("verify", "normal", amount=LONGER, starts=TODAY, by=LUO, now=NOW)
    entry = Entry.objects.filter(event="cases.limit_set").latest("id")
    assert (entry.actor, entry.detail["amount"]) == (LUO.id, "8 个工作小时")


def test_cannot_change_the_past() -> None:
    with pytest.raises(UnableToSetLimit) as refusal:
        set_limit(
            "verify", "normal", amount=LONGER, starts=TODAY - timedelta(days=1), by=LUO, now=NOW
        )
    assert refusal.value.field == "starts"


def test_refuses_an_unknown_stage() -> None:
    with pytest.raises(UnableToSetLimit):
        set_limit("nap", "normal", amount=LONGER, starts=TODAY, by=LUO, now=NOW)


def test_is_the_system_administrator_s_alone() -> None:
    with pytest.raises(PermissionDenied):
        set_limit("verify", "normal", amount=LONGER, starts=TODAY, by=WANG, now=NOW)


@pytest.mark.parametrize("amount", ["10000", "0.015"])
def test_refuses_what_the_table_cannot_hold(amount: str) -> None:
    with pytest.raises(UnableToSetLimit) as refusal:
        set_limit(
            "verify", "normal", amount=Amount.of(amount, "urgent-hour"), starts=TODAY, by=LUO,
            now=NOW,
        )  # fmt: skip
    assert refusal.value.field == "amount"
