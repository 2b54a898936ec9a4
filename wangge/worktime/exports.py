"""The template that an administrator fills in from the yearly notice."""

from __future__ import annotations

import io

import xlsxwriter

from .notice import COLUMNS, REST, WORK

HINT = (
    "按国务院办公厅当年的放假通知，每个日子一行：放假的日子（含与周末相连的）类型填“放假”并写名称；"
    "调休上班的周末类型填“上班”。平常的周末和工作日不用填。"
)


def year_template(year: int) -> bytes:
    """An empty table for a year as .xlsx, with a choice list for the kind and a page of advice."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(f"{year} 年")
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.set_column(0, 0, 14, days)
        sheet.set_column(1, 2, 14)
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True, "bottom": 1}))
        sheet.freeze_panes(1, 0)
        sheet.data_validation(1, 1, 200, 1, {"validate": "list", "source": [REST, WORK]})
        advice = book.add_worksheet("填写说明")
        advice.set_column(0, 0, 80, book.add_format({"text_wrap": True}))
        advice.write_string(0, 0, HINT)
        advice.write_row(2, 0, [f"例：{year}-01-01　放假　元旦"])
    return out.getvalue()
