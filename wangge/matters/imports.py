"""Reading a matter list from Excel or CSV, and saying what is wrong with it row by row."""

from __future__ import annotations

from collections.abc import Sequence

from wangge.kernel.sheets import Line, Upload, read
from wangge.matters.actions import MatterRow, Terms
from wangge.matters.models import UNSURE, Urgency, WorkerRole
from wangge.worktime.amounts import Amount, UnableToCount

COLUMNS = (
    "编号",
    "条线",
    "条线名称",
    "条线部门",
    "类别",
    "事项",
    "责任部门",
    "网格员职责",
    "紧急程度",
    "办理时限",
    "时限单位",
    "业务指导人",
    "指导电话",
    "依据",
    "平时休眠",
)
NEEDED = ("编号", "条线", "类别", "事项", "责任部门", "业务指导人", "指导电话")
LONGEST = {"事项": 60, "责任部门": 120, "业务指导人": 40, "指导电话": 20, "依据": 400}
ROLES = {label: value for value, label in WorkerRole.choices}
URGENCIES = {label: value for value, label in Urgency.choices}


def read_matters(file: Upload) -> tuple[list[Line], list[MatterRow], list[tuple[int, str]]]:
    """The lines as they came, the rows that can be used, and (row, sentence) for the others."""
    lines = read(file, COLUMNS)
    rows: list[MatterRow] = []
    faults: list[tuple[int, str]] = []
    seen: set[str] = set()
    for line in lines:
        if line["编号"] in seen:
            faults.append((line.number, f"编号 {line['编号']} 在文件中重复。"))
            continue
        seen.add(line["编号"])
        try:
            rows.append(_row(line))
        except _Wrong as wrong:
            faults.append((line.number, str(wrong)))
    return lines, rows, faults


class _Wrong(Exception):
    """What is wrong with a row, as a sentence."""


def _row(line: Line) -> MatterRow:
    number, prefix = _digits(line["编号"], 5), _digits(line["条线"], 2)
    _complete(line)
    terms = Terms(
        line=prefix,
        name=line["事项"],
        category=line["类别"],
        departments=line["责任部门"],
        worker_role=_choice(line, "网格员职责", ROLES),
        limit=_limit(line),
        urgency=_choice(line, "紧急程度", URGENCIES),
        guide_name=line["业务指导人"],
        guide_phone=line["指导电话"],
        basis=line["依据"] or UNSURE,
        dormant=line["平时休眠"] in ("是", "1"),
    )
    return MatterRow(line.number, number, line["条线名称"], line["条线部门"], terms)


def _digits(text: str, width: int) -> str:
    """Spreadsheets drop leading zeros: `1001` was `01001`."""
    return text.zfill(width) if text.isascii() and text.isdigit() else text


def _complete(line: Line) -> None:
    if empty := [column for column in NEEDED if not line[column]]:
        raise _Wrong(f"{'、'.join(empty)}没有填写。")
    if long := [column for column, most in LONGEST.items() if len(line[column]) > most]:
        raise _Wrong(f"{'、'.join(long)}过长。")


def _choice(line: Line, column: str, choices: dict[str, str]) -> str:
    chosen = choices.get(line[column])
    if chosen is None:
        raise _Wrong(f"{column}应为{'、'.join(choices)}之一。")
    return chosen


def _limit(line: Line) -> Amount:
    try:
        return Amount.of(line["办理时限"], line["时限单位"])
    except UnableToCount as wrong:
        raise _Wrong(f"办理时限：{wrong.sentence}") from wrong


def example() -> Sequence[Sequence[str]]:
    """One invented line for the template."""
    row = "05001,05,城市管理,城管局,平安建设,公共设施损坏上报,城管局,上报,一般,5,工作日"
    return [[*row.split(","), "示例指导员", "0746-0000100", "待补", "否"]]
