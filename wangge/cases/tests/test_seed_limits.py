from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import LUO, NOW, TODAY, WANG
from wangge.cases.actions import seed_limits
from wangge.cases.models import StageLimit
from wangge.cases.queries import amounts_for
from wangge.journal.models import Entry
from wangge.worktime.amounts import Amount, Unit

pytestmark = pytest.mark.usefixtures("town")


def test_gives_every_stage_a_limit_and_changes_nothing_the_second_time() -> None:
    StageLimit.objects.all().delete()

    assert seed_limits(by=LUO, now=NOW) == 45
    assert seed_limits(by=LUO, now=NOW) == 0
    assert amounts_for("complex", TODAY)["handle"] == Amount(15, Unit.WORKING_DAY)


def test_is_written_in_the_journal_limit_by_limit() -> None:
    StageLimit.objects.all().delete()
    seed_limits(by=LUO, now=NOW)
    assert Entry.objects.filter(event="cases.limit_set", actor=LUO.id).count() == 45


def test_leaves_a_limit_that_was_set_as_it_is() -> None:
    StageLimit.objects.filter(stage="verify").update(amount=3)
    seed_limits(by=LUO, now=NOW)
    assert amounts_for("normal", TODAY)["verify"] == Amount(3, Unit.WORKING_DAY)


def test_is_the_system_administrator_s_alone() -> None:
    with pytest.raises(PermissionDenied):
        seed_limits(by=WANG, now=NOW)
