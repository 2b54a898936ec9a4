"""What administrators take away: workbooks and the record as CSV. Nothing in them is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter
from django.utils import timezone

from wangge.journal.models import Entry
from wangge.staff.actions import COLUMNS, AccountRow

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
EXAMPLE = ("zhang.san", "张三", "13800000000", "平台操作员", "431103001", "", "", "2026-01-01")
AUDIT_COLUMNS = ("时间", "操作人", "角色", "事项", "对象", "区划代码", "详情")
BOM = "\ufeff"


def inert(value: object) -> str:
    """As text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def template_of_accounts() -> bytes:
    """An empty file with the columns and one invented line."""
    return _workbook(COLUMNS, [EXAMPLE])


def with_results(
    rows: Sequence[AccountRow], errors: Mapping[int, str], secrets: Mapping[int, str]
) -> bytes:
    """The file as it came, each line with its one-time password or what is wrong with it."""
    lines = [
        (
            *(row.username, row.name, row.phone, row.role, row.code, row.line, row.unit),
            row.since.isoformat() if row.since else "",
            secrets.get(row.number, ""),
            errors.get(row.number, ""),
        )
        for row in rows
    ]
    return _workbook((*COLUMNS, "一次性密码", "错误原因"), lines)


def _workbook(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True, "strings_to_formulas": False})
    sheet, bold = book.add_worksheet("账号"), book.add_format({"bold": True})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line):
            sheet.write_string(number, column, inert(text))
    sheet.set_column(0, len(heads) - 1, 16)
    sheet.freeze_panes(1, 0)
    book.close()
    return into.getvalue()


def audit_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """CSV for Excel, line by line."""
    yield BOM + _line(AUDIT_COLUMNS)
    for entry in entries:
        yield _line(audit_cells(entry))


def audit_cells(entry: Entry) -> tuple[Any, ...]:
    at = timezone.localtime(entry.at)
    return (
        at.strftime("%Y-%m-%d %H:%M:%S"),
        entry.actor_label,
        entry.actor_role,
        entry.event,
        entry.subject,
        str(entry.code),
        "；".join(f"{key}={value}" for key, value in entry.detail.items()),
    )


def _line(cells: Iterable[object]) -> str:
    into = io.StringIO()
    csv.writer(into).writerow([inert(cell) for cell in cells])
    return into.getvalue()
