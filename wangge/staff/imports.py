"""Reading what administrators send: the Excel file of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from python_calamine import CalamineError, load_workbook

from wangge.kernel.errors import Unable
from wangge.staff.actions import COLUMNS, AccountRow

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


class UnableToRead(Unable):
    """It is not an Excel file, or not with our columns."""


def read_accounts(file: BinaryIO) -> list[AccountRow]:
    """The lines of the first sheet, in the columns' order of the template or any other."""
    return [_read(number, row) for number, row in _rows(file)]


def _read(number: int, row: dict[str, Any]) -> AccountRow:
    username, name, phone, role, code, line, unit = (written(row[it]) for it in COLUMNS[:-1])
    since = _day(row[COLUMNS[-1]])
    return AccountRow(number, username, name, phone, role, code, line, unit, since)


def _rows(file: BinaryIO) -> Iterable[tuple[int, dict[str, Any]]]:
    try:
        sheet = load_workbook(file).get_sheet_by_index(0).to_python()
    except (CalamineError, ValueError, OSError, IndexError) as broken:
        raise UnableToRead("无法读取，请上传 .xlsx 格式的 Excel 文件。", field="file") from broken
    heads = [str(cell).strip() for cell in sheet[0]] if sheet else []
    missing = [name for name in COLUMNS if name not in heads]
    if missing:
        raise UnableToRead(f"缺少这些列：{'、'.join(missing)}。请使用模板。", field="file")
    for number, cells in enumerate(sheet[1:], start=2):
        row = dict(zip(heads, cells, strict=False))
        if any(str(cell).strip() for cell in row.values()):
            yield number, row


def written(cell: Any) -> str:
    """A cell as it reads on the screen: Excel keeps 431103 as 431103.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = DAY.match(written(cell))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
