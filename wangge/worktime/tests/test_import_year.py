from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from wangge.journal.queries import entries_of
from wangge.worktime import queries
from wangge.worktime.actions import UnableToImportYear, import_year
from wangge.worktime.amounts import Amount
from wangge.worktime.models import SpecialDay, YearTable

from .builders import COUNTY, NOTICE_2027, NOW, actor, at, keeper, rest, work

pytestmark = pytest.mark.django_db


def test_imported_year_is_in_force_and_in_the_journal() -> None:
    by = keeper()
    table = import_year(2027, NOTICE_2027, note="国办发明电〔2026〕9号", by=by, now=NOW)
    calendar = queries.current_calendar()
    assert not calendar.provisional(2027)
    assert not calendar.is_working_day(date(2027, 2, 8))
    assert calendar.is_working_day(date(2027, 2, 14))
    (entry,) = entries_of(table)
    assert (entry.event, entry.code, entry.actor) == ("worktime.year_imported", "4311", by.id)
    assert entry.detail["first"] == "2027-01-01"
    assert entry.detail["last"] == "2027-02-14"
    assert entry.detail["days"]["2027-02-14"] == "调休上班"


def test_provisional_limit_becomes_certain_when_its_year_is_imported() -> None:
    start, amount = at("2027-02-04T10:00"), Amount.parse("2 个工作日")
    before = queries.limit(start, amount)
    import_year(2027, NOTICE_2027, by=keeper(), now=NOW)
    after = queries.limit(start, amount)
    assert (before.provisional, before.due_at) == (True, at("2027-02-08T17:30"))
    assert (after.provisional, after.due_at) == (False, at("2027-02-10T17:30"))


def test_correction_is_a_new_edition_and_the_old_one_is_kept() -> None:
    import_year(2027, NOTICE_2027, by=keeper(), now=NOW)
    corrected = import_year(2027, [*NOTICE_2027, rest(6, "2027-02-09")], by=keeper(), now=NOW)
    assert corrected.edition == 2
    assert YearTable.objects.filter(year=2027).count() == 2
    assert not queries.current_calendar().is_working_day(date(2027, 2, 9))


def test_same_notice_twice_is_refused() -> None:
    import_year(2027, NOTICE_2027, by=keeper(), now=NOW)
    with pytest.raises(UnableToImportYear, match="完全相同"):
        import_year(2027, NOTICE_2027, by=keeper(), now=NOW)


def test_notice_reaches_into_the_december_before() -> None:
    import_year(2027, [rest(2, "2026-12-31", "元旦"), work(3, "2026-12-26")], by=keeper(), now=NOW)
    calendar = queries.current_calendar()
    assert not calendar.is_working_day(date(2026, 12, 31))
    assert calendar.is_working_day(date(2026, 12, 26))


def test_every_fault_is_named_by_its_row_and_nothing_is_imported() -> None:
    lines = [
        rest(2, "2028-01-01", "元旦"),
        rest(3, "2027-02-05", ""),
        rest(4, "2027-02-05"),
        work(5, "2027-02-10"),
    ]
    with pytest.raises(UnableToImportYear) as refused:
        import_year(2027, lines, by=keeper(), now=NOW)
    assert [fault.words for fault in refused.value.faults] == [
        "第 2 行：2028-01-01 不属于 2027 年。",
        "第 3 行：放假的日子应填写名称，如“春节”。",
        "第 4 行：2027-02-05 与第 3 行重复。",
        "第 5 行：2027-02-10 是周三，本来就上班，请核对日期。",
    ]
    assert not YearTable.objects.filter(year=2027).exists()
    assert not SpecialDay.objects.filter(on__year=2027).exists()


@pytest.mark.parametrize("year", [1999, 2028])
def test_year_that_cannot_have_a_notice_is_refused(year: int) -> None:
    with pytest.raises(UnableToImportYear, match="年份"):
        import_year(year, [rest(2, f"{year}-01-01")], by=keeper(), now=NOW)


def test_notice_without_a_rest_day_is_refused() -> None:
    with pytest.raises(UnableToImportYear, match="没有放假的日子"):
        import_year(2027, [work(2, "2027-02-14")], by=keeper(), now=NOW)


def test_only_who_keeps_the_calendar_of_the_whole_city_imports() -> None:
    for by in (actor("worktime:view"), keeper(COUNTY)):
        with pytest.raises(PermissionDenied):
            import_year(2027, NOTICE_2027, by=by, now=NOW)
