from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from wangge.kernel.sheets import inert
from wangge.kernel.workbooks import LONGEST_CELL, Format, Sheet, in_words, write_sheet

AT = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)


def written(format: Format, *rows: tuple[object, ...], title: str = "表") -> list[list[object]]:
    into = io.BytesIO()
    heads = ("甲", "乙")
    assert write_sheet(Sheet(title, heads, len(rows), rows), format, into) == len(rows)
    if format is Format.CSV:
        return [list(row) for row in csv.reader(io.StringIO(into.getvalue().decode("utf-8-sig")))]
    book = CalamineWorkbook.from_filelike(io.BytesIO(into.getvalue()))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize("format", list(Format))
def test_a_file_has_heads_and_rows_in_their_order(format: Format) -> None:
    rows = written(format, ("431103001", "二"), (None, True))
    assert rows == [["甲", "乙"], ["431103001", "二"], ["", "是"]]


def test_a_number_is_a_number_in_excel_and_a_code_stays_text() -> None:
    assert written(Format.XLSX, (320, "0746"))[1] == [320.0, "0746"]


def test_excel_reads_chinese_in_a_csv() -> None:
    into = io.BytesIO()
    write_sheet(Sheet("表", ("甲",), 0, ()), Format.CSV, into)
    assert into.getvalue().startswith(b"\xef\xbb\xbf")
    assert not into.closed


@pytest.mark.parametrize("format", list(Format))
def test_it_tells_of_every_five_hundredth_row(format: Format) -> None:
    heard: list[int] = []
    rows = [(number,) for number in range(1_200)]
    write_sheet(Sheet("表", ("甲",), 1_200, rows), format, io.BytesIO(), told=heard.append)
    assert heard == [500, 1_000]


@pytest.mark.parametrize("format", list(Format))
def test_who_listens_can_stop_it(format: Format) -> None:
    def endless() -> Iterator[tuple[int]]:
        number = 0
        while True:
            yield (number := number + 1,)

    def enough(done: int) -> None:
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        write_sheet(Sheet("表", ("甲",), 1, endless()), format, io.BytesIO(), told=enough)


def test_a_cell_that_excel_cannot_hold_is_cut_and_not_lost() -> None:
    assert len(str(written(Format.XLSX, ("长" * 40_000, ""))[1][0])) == LONGEST_CELL


def test_any_title_names_a_tab() -> None:
    assert written(Format.XLSX, ("一", "二"), title="事件/[全部]:*?" + "长" * 40)[1] == ["一", "二"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (False, "否"),
        (date(2026, 1, 2), "2026-01-02"),
        (AT, "2026-06-10 10:00"),
        (7, "7"),
    ],
)
def test_values_read_as_on_a_page(value: object, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize(
    "text", ["=1", " =1", "\u200b＝1", "\u3000@a", "\ufeff-1", "−1", "⁼1", "\t字", "\r\n字", "\n=1"]
)
def test_what_could_begin_a_formula_is_prefixed_in_any_width_behind_any_blank(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "字=1", "1-2", "（=1）", "'=1", "138****0000"])
def test_what_could_not_is_left_alone(text: str) -> None:
    assert inert(text) == text
