"""Lists on their way out, row by row and of any length: Excel or CSV, in which nothing calculates.

A room says what its list is as a `Sheet`; nobody but this module writes it into a file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone

from .sheets import inert

LONGEST_CELL = 32_767
MOST_IN_EXCEL = 1_000_000
TOLD_EVERY = 500
TITLE_OF_TAB = 31


class Format(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        if self is Format.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as it is taken away: as many rows as it says, those that its page shows.

    `asked` is how it was narrowed, in the words of its filter. Rows are read as they are written.
    """

    title: str
    columns: Sequence[str]
    count: int
    rows: Iterable[Sequence[Any]]
    asked: Mapping[str, str] = field(default_factory=dict)


def write_sheet(
    sheet: Sheet, format: Format, into: BinaryIO, *, told: Callable[[int], None] = lambda _: None
) -> int:
    """Write the file and say how many rows it has; `told` hears of every five hundredth."""
    writer = _write_csv if format is Format.CSV else _write_xlsx
    return writer(sheet, into, told)


def _write_xlsx(sheet: Sheet, into: BinaryIO, told: Callable[[int], None]) -> int:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book, number = xlsxwriter.Workbook(into, options), 0
    page, bold = book.add_worksheet(_tab(sheet.title)), book.add_format({"bold": True})
    page.set_column(0, max(len(sheet.columns) - 1, 0), 16)
    page.freeze_panes(1, 0)
    for column, head in enumerate(sheet.columns):
        page.write_string(0, column, head, bold)
    try:
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                _put(page, number, column, value)
            _tell(told, number)
    finally:
        book.close()
    return number


def _put(page: Any, number: int, column: int, value: Any) -> None:
    if isinstance(value, int) and not isinstance(value, bool):
        page.write_number(number, column, value)
    else:
        page.write_string(number, column, inert(in_words(value))[:LONGEST_CELL])


def _write_csv(sheet: Sheet, into: BinaryIO, told: Callable[[int], None]) -> int:
    text = io.TextIOWrapper(into, encoding="utf-8", errors="replace", newline="")
    writer, number = csv.writer(text, quoting=csv.QUOTE_ALL), 0
    text.write("\ufeff")  # without it Excel takes Chinese for something else
    writer.writerow(sheet.columns)
    try:
        for number, row in enumerate(sheet.rows, 1):
            writer.writerow([inert(in_words(value)) for value in row])
            _tell(told, number)
    finally:
        text.flush()
        text.detach()
    return number


def _tell(told: Callable[[int], None], number: int) -> None:
    if number % TOLD_EVERY == 0:
        told(number)


def _tab(title: str) -> str:
    """A name that Excel takes for a tab."""
    return "".join("-" if char in "[]:*?/\\'" else char for char in title)[:TITLE_OF_TAB]


def in_words(value: Any) -> str:
    """A value as a page shows it; moments in the time of the place, to the minute."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
