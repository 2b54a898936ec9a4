"""Tables that people send and take away, Excel and CSV: distrusted coming in, inert going out.

What comes in is limited in bytes (also unpacked), rows and columns, and every cell becomes text.
What goes out is text that no spreadsheet takes for a formula.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from .errors import Unable

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
CONTROLS = ("\t", "\r", "\n")
OPERATORS = frozenset("=+-@−")
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
BROKEN = (CalamineError, zipfile.BadZipFile, ValueError, OSError, IndexError, KeyError)


class UnableToRead(Unable):
    """The file is no table of ours: too large, of another kind, or without our columns."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="file")


class Upload(Protocol):
    """What a form hands over."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...

    def read(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: its number as the spreadsheet shows it, and its cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read(file: Upload, columns: Sequence[str]) -> list[Line]:
    """The rows of the first sheet or of a CSV file (UTF-8 or GB 18030) that has these columns.

    Empty rows are left out; further columns are kept. Anything else raises UnableToRead.
    """
    rows = iter(_rows(file))
    heads = [_words(cell) for cell in next(rows, [])]
    missing = [column for column in columns if column not in heads]
    if missing:
        raise UnableToRead(f"缺少这些列：{'、'.join(missing)}。请使用模板填写。")
    lines = [
        Line(number, dict(zip(heads, cells, strict=False)))
        for number, row in enumerate(rows, start=2)
        if any(cells := [_words(cell) for cell in row])
    ]
    if not lines:
        raise UnableToRead("文件里没有数据行。")
    if len(lines) > MOST_ROWS:
        raise UnableToRead(f"一次最多导入 {MOST_ROWS} 行，请分成几个文件。")
    return lines


def _rows(file: Upload) -> Iterable[Sequence[object]]:
    if (file.size or 0) > MOST_BYTES:
        raise UnableToRead("文件过大，不能超过 5 MB。")
    content, name = file.read(), (file.name or "").lower()
    if len(content) > MOST_BYTES:
        raise UnableToRead("文件过大，不能超过 5 MB。")
    if name.endswith(".csv"):
        return _csv(content)
    if name.endswith(".xlsx"):
        return _xlsx(content)
    raise UnableToRead("请上传 .xlsx 或 .csv 文件。")


def _xlsx(content: bytes) -> Iterable[Sequence[object]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise UnableToRead("文件展开后过大，请删去多余的工作表和格式。")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS + 2)
    except BROKEN as broken:
        raise UnableToRead("文件打不开，请另存为 .xlsx 后再上传。") from broken


def _csv(content: bytes) -> Iterator[Sequence[object]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            return iter(list(csv.reader(io.StringIO(text, newline=""), strict=True)))
        except UnicodeDecodeError:
            continue
        except csv.Error as broken:
            raise UnableToRead("文件不是完整的 CSV，请检查引号后再上传。") from broken
    raise UnableToRead("文件的文字编码不认识，请另存为 UTF-8 的 CSV 或 .xlsx。")


def _words(cell: object) -> str:
    """A cell as it reads on the screen: Excel keeps 431103 as 431103.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    text = "" if cell is None else str(cell).strip()
    return text.removeprefix("'").replace("\x00", "")


def day_of(text: str) -> date | None:
    """A day written as 2026-01-31, 2026/1/31, 2026.1.31 or 2026年1月31日; None when it is none."""
    parts = text.replace("年", "-").replace("月", "-").rstrip("日")
    parts = parts.replace("/", "-").replace(".", "-")
    try:
        year, month, day = (int(part) for part in parts.split("-"))
        return date(year, month, day) if 1900 <= year <= 2200 else None
    except ValueError:
        return None


def inert(value: object) -> str:
    """As text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _calculates(text) else text


def _calculates(text: str) -> bool:
    """Whether the first sign that is seen begins a formula, in whichever width it is written."""
    if text.startswith(CONTROLS):
        return True
    first = next((char for char in text if unicodedata.category(char) not in UNSEEN), "")
    return bool(OPERATORS.intersection(unicodedata.normalize("NFKC", first)[:1]))


def write(sheet: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet; every cell is text."""
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False})
    page, bold = book.add_worksheet(sheet), book.add_format({"bold": True})
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for number, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            page.write_string(number, column, inert(value))
    page.set_column(0, max(len(heads) - 1, 0), 16)
    page.freeze_panes(1, 0)
    book.close()
    return into.getvalue()


def with_faults(
    sheet: str, heads: Sequence[str], lines: Sequence[Line], faults: Sequence[tuple[int, str]]
) -> bytes:
    """The rows as they came, each with what is wrong with it in a last column 错误原因."""
    because: dict[int, str] = {}
    for number, sentence in faults:
        because[number] = because.get(number, "") + sentence
    rows = [[*(line[head] for head in heads), because.get(line.number, "")] for line in lines]
    return write(sheet, [*heads, "错误原因"], rows)
