from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import LUO, WANG, ZHOU
from wangge.cases.actions import fail_check, recount
from wangge.cases.jobs import recount_provisional_limits
from wangge.cases.models import Case, LimitRecord, Part
from wangge.cases.tests.builders import reported, verifying
from wangge.cases.tests.door import door
from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.worktime import actions as worktime
from wangge.worktime.calendar import NamedDay
from wangge.worktime.notice import NoticeLine

pytestmark = pytest.mark.usefixtures("town")
NEW_YEAR_S_EVE = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)  # 17:00 in Yongzhou, half an hour to go
TUESDAY = datetime(2026, 12, 15, 2, 0, tzinfo=UTC)
CLERK = machine("期限重算", Grant("cases:view", Code("4311")), Grant("cases:recount", Code("4311")))


@pytest.fixture
def late_case(town: None) -> Case:
    """Its two working hours reach into 2027, for which there is no table yet."""
    case = reported(now=NEW_YEAR_S_EVE)
    assert case.provisional
    return case


def learn_of_2027() -> None:
    worktime.import_year(
        2027,
        [NoticeLine(2, date(2027, 1, 1), NamedDay(working=False, name="元旦"))],
        by=LUO,
        now=NEW_YEAR_S_EVE,
    )


def test_counts_again_from_the_same_start_once_the_year_is_known(late_case: Case) -> None:
    learn_of_2027()

    case = recount(late_case.number, by=CLERK, now=NEW_YEAR_S_EVE)

    case.refresh_from_db()
    assert not case.provisional
    assert LimitRecord.objects.filter(case=case, stage="accept").count() == 2
    assert case.due_at is not None
    assert case.due_at >= datetime(2027, 1, 4, tzinfo=UTC)


def test_is_written_in_the_journal(late_case: Case) -> None:
    learn_of_2027()
    recount(late_case.number, by=CLERK, now=NEW_YEAR_S_EVE)
    assert Entry.objects.get(event="cases.recounted").actor == CLERK.id


def test_follows_from_the_import(late_case: Case) -> None:
    learn_of_2027()
    entry = Entry.objects.get(event="worktime.year_imported")
    for _ in range(2):  # safe to run twice
        recount_provisional_limits(entry, now=NEW_YEAR_S_EVE)
    late_case.refresh_from_db()
    assert not late_case.provisional
    assert Entry.objects.filter(event="cases.recounted").count() == 1


def test_is_nobody_s_but_the_clock_s(late_case: Case) -> None:
    with pytest.raises(PermissionDenied):
        recount(late_case.number, by=WANG, now=NEW_YEAR_S_EVE)


def test_a_correction_of_a_known_year_moves_what_runs_into_it() -> None:
    """A case with a certain limit gets another when its day becomes a holiday."""
    case = reported(now=TUESDAY)
    due = case.due_at
    assert due is not None
    worktime.import_year(
        2026,
        [NoticeLine(2, date(2026, 12, 15), NamedDay(working=False, name="临时放假"))],
        by=LUO,
        now=datetime(2026, 11, 30, tzinfo=UTC),
    )

    recount_provisional_limits(Entry.objects.get(event="worktime.year_imported"), now=TUESDAY)

    case.refresh_from_db()
    assert case.due_at is not None
    assert case.due_at > due


def test_after_a_rework_the_lead_s_part_moves_with_the_case() -> None:
    case = verifying()
    fail_check(case.number, words="没好", by=ZHOU, now=NEW_YEAR_S_EVE)
    learn_of_2027()

    recount(case.number, by=CLERK, now=NEW_YEAR_S_EVE)

    case.refresh_from_db()
    part = Part.objects.get(case=case)
    assert part.due_at == part.handle_due_at == case.due_at


def test_is_told_in_the_case_s_history_in_chinese(late_case: Case) -> None:
    learn_of_2027()
    recount(late_case.number, by=CLERK, now=NEW_YEAR_S_EVE)

    shown = door("wang").get(f"/{late_case.code}/cases/{late_case.number}/").content.decode()

    assert "期限重算" in shown
    assert "cases.recounted" not in shown
