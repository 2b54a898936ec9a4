from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from democity.cast import GRID_NEXT_DOOR
from tests.town import LI, NOW, WANG, XIE, ZHAO, ZHOU
from wangge.cases.actions import UnableToReport, UnableToSelfHandle, self_handle
from wangge.cases.models import Case, LimitRecord
from wangge.cases.tests.builders import said
from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.ids import new_id

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.parametrize("by", [ZHOU, ZHAO])
def test_closes_the_case_in_one_step_without_any_limit(by: Actor) -> None:
    case = self_handle(said("已劝导"), by=by, now=NOW)

    case.refresh_from_db()
    assert (case.state, case.self_handled, case.closed_at) == ("closed", True, NOW)
    assert not LimitRecord.objects.exists()


def test_is_written_in_the_journal_as_one_entry() -> None:
    case = self_handle(said("已劝导"), by=ZHOU, now=NOW)
    entry = Entry.objects.get(subject=f"case:{case.pk}")
    assert (entry.event, entry.detail["after"]) == ("cases.self_handled", "closed")


def test_needs_a_matter_of_the_list() -> None:
    with pytest.raises(UnableToSelfHandle) as refusal:
        self_handle(said(matter=""), by=ZHOU, now=NOW)
    assert refusal.value.field == "matter"


def test_the_same_form_sent_twice_is_one_case() -> None:
    key = new_id()
    for _ in range(2):
        self_handle(said("已劝导", key=key), by=ZHOU, now=NOW)
    assert Case.objects.count() == 1


def test_stays_inside_the_worker_s_grid() -> None:
    with pytest.raises(UnableToReport):
        self_handle(said(grid=GRID_NEXT_DOOR), by=ZHOU, now=NOW)


@pytest.mark.parametrize("by", [LI, WANG, XIE])
def test_is_refused_to_all_but_workers(by: Actor) -> None:
    with pytest.raises(PermissionDenied):
        self_handle(said(), by=by, now=NOW)
