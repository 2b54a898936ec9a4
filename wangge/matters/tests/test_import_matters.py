from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests.town import NOW, SINCE
from wangge.journal.models import Entry
from wangge.kernel import sheets
from wangge.matters.actions import MatterRow, UnableToImportMatters, import_matters
from wangge.matters.exports import template
from wangge.matters.imports import COLUMNS, read_matters
from wangge.matters.models import Line, Matter
from wangge.matters.policies import May
from wangge.places.tests.builders import CITY, COUNTY, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, CITY)
LIST = Path(settings.BASE_DIR) / "data/matters.csv"
ROW = "05009,05,城市管理,城管局,平安建设,井盖缺失上报,城管局,上报,一般,5,工作日,示例,0746-0000100,,"


def file_of(*rows: str) -> SimpleUploadedFile:
    text = "\n".join([",".join(COLUMNS), *rows])
    return SimpleUploadedFile("list.csv", text.encode())


def rows_of(*rows: str) -> list[MatterRow]:
    _, read, faults = read_matters(file_of(*rows))
    assert not faults
    return read


def test_the_list_of_the_repository_is_imported_whole() -> None:
    Matter.objects.all().delete()
    with LIST.open("rb") as opened:
        _, rows, faults = read_matters(File(opened, LIST.name))
    outcome = import_matters(CITY, rows, since=SINCE, by=AGENCY, now=NOW)

    assert faults == []
    assert (outcome.listed, outcome.refused) == (45, [])
    assert Matter.objects.filter(guide_name__startswith="示例").count() == 45


def test_the_same_file_again_changes_nothing() -> None:
    import_matters(CITY, rows_of(ROW), since=SINCE, by=AGENCY, now=NOW)
    before = Entry.objects.count()
    outcome = import_matters(CITY, rows_of(ROW), since=SINCE, by=AGENCY, now=NOW)

    assert (outcome.listed, outcome.unchanged) == (0, 1)
    assert Entry.objects.count() == before


def test_a_new_line_comes_with_its_first_item() -> None:
    row = ROW.replace("05009,05,城市管理,城管局", "30001,30,新条线,新局")
    outcome = import_matters(CITY, rows_of(row), since=SINCE, by=AGENCY, now=NOW)

    assert outcome.lines == 1
    assert Line.objects.get(line="30").department == "新局"


def test_a_county_may_not_begin_a_line() -> None:
    row = ROW.replace("05009,05,城市管理,城管局", "30001,30,新条线,新局")
    agency = holder([it for it in May if it is not May.ADD_LINE], COUNTY)
    with pytest.raises(UnableToImportMatters) as refusal:
        import_matters(COUNTY, rows_of(row), since=SINCE, by=agency, now=NOW)
    assert "请先由市级机构增加条线" in refusal.value.refused[0][1]


def test_one_wrong_row_refuses_all_unless_only_the_good_are_wanted() -> None:
    taken = ROW.replace("05009", "05001")
    rows = rows_of(ROW, taken)
    with pytest.raises(UnableToImportMatters) as refusal:
        import_matters(CITY, rows, since=SINCE, by=AGENCY, now=NOW)
    assert [row for row, _ in refusal.value.refused] == [3]
    assert not Matter.objects.filter(number="05009").exists()

    outcome = import_matters(CITY, rows, since=SINCE, only_good=True, by=AGENCY, now=NOW)
    assert (outcome.listed, len(outcome.refused)) == (1, 1)


def test_the_import_needs_the_whole_place() -> None:
    with pytest.raises(PermissionDenied):
        import_matters(CITY, rows_of(ROW), since=SINCE, by=holder(May, COUNTY), now=NOW)


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("上报,一般", "执法,一般", "网格员职责应为"),
        ("一般,5", "马上,5", "紧急程度应为"),
        ("5,工作日", "五,工作日", "不是数字"),
        ("5,工作日", "5,光年", "不认识"),
        ("示例,0746-0000100", ",", "业务指导人、指导电话没有填写"),
        ("井盖缺失上报", "长" * 61, "过长"),
    ],
)
def test_a_wrong_row_is_named(was: str, becomes: str, sentence: str) -> None:
    _, rows, faults = read_matters(file_of(ROW.replace(was, becomes)))

    assert rows == []
    assert faults[0][0] == 2
    assert sentence in faults[0][1]


def test_a_number_twice_in_a_file_is_named() -> None:
    _, rows, faults = read_matters(file_of(ROW, ROW))

    assert (len(rows), [row for row, _ in faults]) == (1, [3])


def test_leading_zeros_lost_in_a_spreadsheet_are_put_back() -> None:
    assert rows_of(ROW.replace("05009,05", "5009,5"))[0].number == "05009"


def test_the_template_can_be_read() -> None:
    lines, rows, faults = read_matters(SimpleUploadedFile("t.xlsx", template()))

    assert (len(lines), len(rows), faults) == (1, 1, [])


cell = st.text(max_size=8)


@given(st.lists(st.tuples(*[cell] * len(COLUMNS)), min_size=1, max_size=4))
def test_any_cells_are_read_or_named(rows: list[tuple[str, ...]]) -> None:
    file = SimpleUploadedFile("list.xlsx", sheets.write("清单", COLUMNS, rows))
    try:
        lines, good, faults = read_matters(file)
    except sheets.UnableToRead:
        return
    assert len(lines) == len(good) + len(faults)


def post(by: str, *rows: str, **form: str) -> Any:
    sent = {"file": file_of(*rows), "since": "2024-03-01"} | form
    return browser(by).post(f"/{COUNTY}/matters/import_matters/", sent, follow=True)


def test_the_county_agency_imports_in_a_browser() -> None:
    assert "列入 1 项" in post("chen", ROW).content.decode()
    assert post("wang", ROW).status_code == 403


def test_wrong_rows_are_named_on_the_page() -> None:
    wrong = ROW.replace("05009", "05010").replace("上报,一般", "执法,一般")
    answer = post("chen", ROW, wrong)
    assert (answer.status_code, "第 3 行：网格员职责" in answer.content.decode()) == (409, True)

    answer = post("chen", ROW, wrong, only_good="on")
    assert "未导入 1 行" in answer.content.decode()
