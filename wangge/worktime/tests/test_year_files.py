"""Files of a year's notice, read and written without a database."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from wangge.worktime import exports, imports
from wangge.worktime.actions import UnableToImportYear

from .builders import rest, work


def sheet(*rows: tuple[object, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet()
        for number, row in enumerate([("日期", "类型", "名称"), *rows]):
            page.write_row(number, 0, row)
    return out.getvalue()


def test_excel_file_is_read_with_dates_as_cells_or_as_text() -> None:
    content = sheet(
        (date(2027, 1, 1), "放假", "元旦"),
        ("2027年2月5日", "放假", "春节"),
        ("2027/2/14", "上班", ""),
    )
    lines = imports.read_year(2027, "通知.XLSX", content)
    assert lines == [rest(2, "2027-01-01", "元旦"), rest(3, "2027-02-05"), work(4, "2027-02-14")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_file_is_read_as_excel_saves_it(encoding: str) -> None:
    text = "日期,类型,名称\r\n2027-01-01,放假,元旦\r\n,,\r\n2027-02-14,上班,\r\n"
    lines = imports.read_year(2027, "通知.csv", text.encode(encoding))
    assert lines == [rest(2, "2027-01-01", "元旦"), work(4, "2027-02-14")]


def test_faults_of_reading_and_of_meaning_are_told_together() -> None:
    content = sheet(
        ("2027-02-30", "放假", "春节"), ("2027-02-05", "休", "春节"), ("2026-02-05", "放假", "春节")
    )
    with pytest.raises(UnableToImportYear) as refused:
        imports.read_year(2027, "通知.xlsx", content)
    assert [fault.words for fault in refused.value.faults] == [
        "第 2 行：日期“2027-02-30”看不懂，应写成 2027-01-01 这样。",
        "第 3 行：类型“休”不认识，应为“放假”或“上班”。",
        "第 4 行：2026-02-05 不属于 2027 年。",
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("通知.xlsx", b"not a workbook", "打不开"),
        ("通知.csv", b"\xff\xfe\xff", "打不开"),
        ("通知.csv", "日期,名称\n".encode(), "缺少列：类型"),
        ("通知.csv", b"", "缺少列"),
        ("通知.csv", "日期,类型,名称\n".encode() + b"x,y,z\n" * 500, "行数过多"),
        ("通知.csv", b"x" * 1_048_577, "过大"),
    ],
)
def test_file_that_is_not_a_notice_is_refused(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(UnableToImportYear, match=sentence):
        imports.read_year(2027, name, content)


def test_template_has_the_columns_that_the_import_reads() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(exports.year_template(2027)))
    assert book.get_sheet_by_index(0).to_python()[0] == ["日期", "类型", "名称"]
