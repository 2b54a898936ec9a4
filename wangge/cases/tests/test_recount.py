from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import LUO, WANG
from wangge.cases.actions import recount
from wangge.cases.jobs import recount_provisional_limits
from wangge.cases.models import Case, LimitRecord
from wangge.cases.tests.builders import reported
from wangge.journal.models import Entry
from wangge.kernel.actor import machine
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.worktime import actions as worktime
from wangge.worktime.calendar import NamedDay
from wangge.worktime.notice import NoticeLine

pytestmark = pytest.mark.usefixtures("town")
NEW_YEAR_S_EVE = datetime(2026, 12, 31, 9, 0, tzinfo=UTC)  # 17:00 in Yongzhou, half an hour to go
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
