from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests.town import NOW, TODAY
from wangge.journal.models import Entry
from wangge.kernel import sheets
from wangge.places.tests.builders import (
    COUNTY,
    GRID,
    GRID_NEXT_DOOR,
    SECOND_GRID,
    THIRD_GRID,
    TOWNSHIP,
    browser,
    holder,
)
from wangge.staff.models import Account, Post
from wangge.workers.actions import RosterRow, UnableToImportRoster, import_roster
from wangge.workers.exports import template
from wangge.workers.imports import COLUMNS, read_roster
from wangge.workers.models import Assignment, Worker
from wangge.workers.policies import May
from wangge.workers.queries import on_duty
from wangge.workers.tests.builders import AGENCY, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

SUN = ["孙示例", "13900000001", "专职", "社区工作者", SECOND_GRID, "网格员", "2024-03-01", ""]
YU = ["余示例", "13900000002", "兼职", '村(社区)"两委"成员', THIRD_GRID, "网格长", "2024/3/1", ""]
BAD = ["吴示例", "没有", "专职", "社区工作者", SECOND_GRID, "网格员", "2024-03-01", ""]
SECOND_LEADER = ["郑示例", "13900000003", "兼职", "志愿者", GRID, "网格长", "2024-03-01", ""]


def file_of(*rows: Sequence[str], name: str = "roster.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sheets.write("花名册", COLUMNS, rows))


def rows_of(*rows: Sequence[str]) -> list[RosterRow]:
    _, read, faults = read_roster(file_of(*rows))
    assert not faults
    return read


def state() -> list[object]:
    workers = Worker.objects.order_by("id").values_list("id", "name", "phone", "kind", "source")
    return [*workers, *Assignment.objects.order_by("id").values_list("id", "code", "period")]


def test_people_are_enrolled_and_assigned() -> None:
    outcome = import_roster(TOWNSHIP, rows_of(SUN, YU), only_good=False, by=AGENCY, now=NOW)

    assert (outcome.enrolled, outcome.assigned, outcome.refused) == (2, 2, [])
    leader = on_duty(THIRD_GRID, TODAY)[0].worker
    assert (leader.name, leader.source) == ("余示例", "village_committees")


def test_the_same_file_again_changes_nothing() -> None:
    import_roster(TOWNSHIP, rows_of(SUN, YU), only_good=False, by=AGENCY, now=NOW)
    before, entries = state(), Entry.objects.count()
    outcome = import_roster(TOWNSHIP, rows_of(SUN, YU), only_good=False, by=AGENCY, now=NOW)

    assert outcome.unchanged == 2
    assert (state(), Entry.objects.count()) == (before, entries)


def test_a_person_with_two_grids_is_one_worker() -> None:
    second = [*SUN[:4], THIRD_GRID, *SUN[5:]]
    outcome = import_roster(TOWNSHIP, rows_of(SUN, second), only_good=False, by=AGENCY, now=NOW)

    assert (outcome.enrolled, outcome.assigned) == (1, 2)


def test_a_changed_kind_alters_the_worker() -> None:
    import_roster(TOWNSHIP, rows_of(SUN), only_good=False, by=AGENCY, now=NOW)
    changed = [*SUN[:2], "兼职", *SUN[3:]]
    outcome = import_roster(TOWNSHIP, rows_of(changed), only_good=False, by=AGENCY, now=NOW)

    assert (outcome.enrolled, outcome.altered) == (0, 1)


def test_one_wrong_row_refuses_all_and_leaves_no_trace() -> None:
    before, entries = state(), Entry.objects.count()
    with pytest.raises(UnableToImportRoster) as refusal:
        import_roster(TOWNSHIP, rows_of(SUN, SECOND_LEADER), only_good=False, by=AGENCY, now=NOW)

    assert [row for row, _ in refusal.value.refused] == [3]
    assert (state(), Entry.objects.count()) == (before, entries)


def test_when_asked_the_good_rows_are_taken() -> None:
    elsewhere = [*SUN[:4], GRID_NEXT_DOOR, *SUN[5:]]
    rows = rows_of(SUN, SECOND_LEADER, elsewhere)
    outcome = import_roster(TOWNSHIP, rows, only_good=True, by=AGENCY, now=NOW)

    assert outcome.enrolled == 1
    assert [row for row, _ in outcome.refused] == [3, 4]
    assert "不在本辖区" in outcome.refused[1][1]


def test_a_username_links_the_account_and_gives_the_post() -> None:
    account = an_account("sun")
    import_roster(TOWNSHIP, rows_of([*SUN[:7], "sun"]), only_good=False, by=AGENCY, now=NOW)

    assert Post.objects.get(account=account).role.key == "grid_worker"
    unknown = rows_of([*YU[:7], "nobody"])
    with pytest.raises(UnableToImportRoster) as refusal:
        import_roster(TOWNSHIP, unknown, only_good=False, by=AGENCY, now=NOW)
    assert "没有用户名「nobody」" in refusal.value.refused[0][1]


def test_an_import_has_an_entry_of_its_own() -> None:
    import_roster(TOWNSHIP, rows_of(SUN), only_good=False, by=AGENCY, now=NOW)

    entry = Entry.objects.get(event="workers.roster_imported")
    assert (entry.code, entry.detail["enrolled"]) == (TOWNSHIP, 1)


def test_the_import_needs_its_permission() -> None:
    with pytest.raises(PermissionDenied):
        import_roster(
            TOWNSHIP, rows_of(SUN), only_good=False, by=holder([May.VIEW], COUNTY), now=NOW
        )


def test_the_template_can_be_imported() -> None:
    lines, rows, faults = read_roster(SimpleUploadedFile("t.xlsx", template()))

    assert (len(lines), len(rows), faults) == (1, 1, [])


cell = st.text(max_size=8)


@given(st.lists(st.tuples(*[cell] * len(COLUMNS)), min_size=1, max_size=4))
def test_any_cells_are_read_or_named(rows: list[tuple[str, ...]]) -> None:
    try:
        lines, good, faults = read_roster(file_of(*rows))
    except sheets.UnableToRead:
        return
    assert len(lines) == len(good) + len(faults)


def post(*rows: Sequence[str], on_faults: str = "all", by: str = "peng") -> Any:
    form = {"file": file_of(*rows), "on_faults": on_faults}
    return browser(by).post(f"/{TOWNSHIP}/workers/import_roster/", form)


def test_the_township_imports_in_a_browser() -> None:
    assert post(SUN, YU).status_code == 303
    assert Worker.objects.filter(name="余示例").exists()


def test_wrong_rows_are_named_on_the_page() -> None:
    answer = post(SUN, BAD)

    assert answer.status_code == 409
    assert "第 3 行：电话应为" in answer.content.decode()
    assert not Worker.objects.filter(name="孙示例").exists()


@pytest.mark.parametrize(("on_faults", "taken"), [("faults", False), ("good", True)])
def test_wrong_rows_come_back_as_a_file(on_faults: str, taken: bool) -> None:
    answer = post(SUN, BAD, SECOND_LEADER, on_faults=on_faults)

    back = SimpleUploadedFile("faults.xlsx", answer.content)
    lines = sheets.read(back, [*COLUMNS, "错误原因"])
    assert "电话应为" in lines[0]["错误原因"]
    assert Worker.objects.filter(name="孙示例").exists() is taken
    assert Account.objects.count() > 0


def test_the_template_is_for_those_who_may_import() -> None:
    assert browser("peng").get(f"/{TOWNSHIP}/workers/template.xlsx").status_code == 200
    assert browser("wang").get(f"/{TOWNSHIP}/workers/template.xlsx").status_code == 403
    assert post(SUN, by="xie").status_code == 403
