"""Reading a year's notice from an Excel or CSV file: columns 日期, 类型, 名称."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from .actions import UnableToImportYear
from .calendar import NamedDay
from .notice import COLUMNS, REST, WORK, Fault, NoticeLine, faults

MOST_BYTES = 1024 * 1024
MOST_ROWS = 400
WRITTEN_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class Row(NamedTuple):
    number: int
    cells: dict[str, object]


def read_year(year: int, file_name: str, content: bytes) -> list[NoticeLine]:
    """The lines of a file, all of them usable for the year; else every fault, named by row."""
    if len(content) > MOST_BYTES:
        raise UnableToImportYear("文件过大：放假安排表不应超过 1 MB。")
    table = _workbook(content) if file_name.lower().endswith(("xlsx", "xls")) else _csv(content)
    lines: list[NoticeLine] = []
    found: list[Fault] = []
    for row in _rows(table):
        line = _line(row)
        if isinstance(line, NoticeLine):
            lines.append(line)
        else:
            found.append(line)
    found += faults(year, lines)
    if found:
        raise UnableToImportYear.because(sorted(found))
    return lines


def _workbook(content: bytes) -> Sequence[Sequence[object]]:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except CalamineError as broken:
        raise UnableToImportYear("文件打不开，请用模板重新填写并另存为 .xlsx。") from broken


def _csv(content: bytes) -> Sequence[Sequence[object]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding))))
        except (UnicodeDecodeError, csv.Error):
            continue
    raise UnableToImportYear("文件打不开，请选择 .xlsx 或 .csv 文件。")


def _rows(table: Sequence[Sequence[object]]) -> Iterator[Row]:
    titles = [str(cell).strip() for cell in table[0]] if table else []
    if absent := [column for column in COLUMNS if column not in titles]:
        raise UnableToImportYear(f"第 1 行应为表头，缺少列：{'、'.join(absent)}。")
    if len(table) > MOST_ROWS:
        raise UnableToImportYear(f"行数过多：一年的安排不应超过 {MOST_ROWS} 行。")
    for number, cells in enumerate(table[1:], start=2):
        if any(str(cell).strip() for cell in cells):
            yield Row(number, dict(zip(titles, cells, strict=False)))


def _line(row: Row) -> NoticeLine | Fault:
    kind = str(row.cells.get("类型", "")).strip()
    if kind not in (REST, WORK):
        return Fault(row.number, f"类型“{kind}”不认识，应为“{REST}”或“{WORK}”。")
    on = _date(row.cells.get("日期", ""))
    if on is None:
        text = str(row.cells.get("日期", "")).strip()
        return Fault(row.number, f"日期“{text}”看不懂，应写成 2027-01-01 这样。")
    name = str(row.cells.get("名称", "")).strip()
    return NoticeLine(row.number, on, NamedDay(kind == WORK, name))


def _date(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = WRITTEN_DATE.fullmatch(str(cell).strip())
    try:
        return date(*map(int, written.groups())) if written else None
    except ValueError:
        return None
