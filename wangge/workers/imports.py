"""Reading a roster from Excel or CSV, and saying what is wrong with it row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wangge.kernel.code import Code, Level
from wangge.kernel.sheets import Line, Upload, day_of, read
from wangge.workers.actions import RosterRow
from wangge.workers.models import Duty, Kind, Source

COLUMNS = ("姓名", "电话", "性质", "来源", "网格编码", "职责", "起始日期", "用户名")
PHONE = re.compile(r"[0-9+][0-9-]{5,18}[0-9]")
SPELLINGS = str.maketrans({"(": "（", ")": "）", '"': "“", "”": "“"})


def _spelled(text: str) -> str:
    """Brackets and quotation marks as one likes them."""
    return text.translate(SPELLINGS)


KINDS = {label: value for value, label in Kind.choices}
SOURCES = {_spelled(label): value for value, label in Source.choices}
DUTIES = {label: value for value, label in Duty.choices}


class _Wrong(Exception):
    """What is wrong with a row, as a sentence."""


def read_roster(file: Upload) -> tuple[list[Line], list[RosterRow], list[tuple[int, str]]]:
    """The lines as they came, the rows that can be used, and (row, sentence) for the others."""
    lines = read(file, COLUMNS[:-1])
    rows: list[RosterRow] = []
    faults: list[tuple[int, str]] = []
    for line in lines:
        try:
            rows.append(_row(line))
        except _Wrong as wrong:
            faults.append((line.number, str(wrong)))
    return lines, rows, faults


def _row(line: Line) -> RosterRow:
    if not line["姓名"] or len(line["姓名"]) > 40:
        raise _Wrong("姓名应填写，且不超过 40 个字。")
    if not PHONE.fullmatch(line["电话"]):
        raise _Wrong("电话应为 7 至 20 位数字，可含横线。")
    since = day_of(line["起始日期"])
    if since is None:
        raise _Wrong("起始日期应写成 2026-01-01 这样。")
    return RosterRow(
        number=line.number,
        name=line["姓名"],
        phone=line["电话"],
        kind=_choice(line["性质"], "性质", KINDS),
        source=_choice(_spelled(line["来源"]), "来源", SOURCES),
        grid=_grid(line["网格编码"]),
        duty=_choice(line["职责"], "职责", DUTIES),
        since=since,
        username=line["用户名"],
    )


def _choice(text: str, column: str, choices: dict[str, str]) -> str:
    chosen = choices.get(text)
    if chosen is None:
        raise _Wrong(f"{column}应为{'、'.join(choices)}之一。")
    return chosen


def _grid(text: str) -> Code:
    try:
        code = Code(text)
    except ValueError as wrong:
        raise _Wrong("网格编码应为 15 位数字；请把这一列设为文本格式。") from wrong
    if code.level is not Level.GRID:
        raise _Wrong("网格编码应为 15 位数字；请把这一列设为文本格式。")
    return code


def example() -> Sequence[Sequence[str]]:
    """One invented line for the template."""
    row = "张示例,13800000000,专职,社区工作者,431103001001001,网格员,2026-01-01,"
    return [row.split(",")]
