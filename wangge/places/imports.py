"""Reading a table of divisions."""

from __future__ import annotations

from wangge.kernel.code import Code
from wangge.kernel.sheets import Upload, read
from wangge.places.actions import DivisionRow

COLUMNS = ("代码", "名称")


def read_divisions(file: Upload) -> tuple[list[DivisionRow], list[tuple[int, str]]]:
    """The rows that can be used, and (row number, sentence) for the others.

    Twelve-digit statistical codes ending in zeros are read as the place they name.
    """
    rows: list[DivisionRow] = []
    faults: list[tuple[int, str]] = []
    for line in read(file, COLUMNS):
        code = _code(line["代码"])
        if code is None:
            faults.append((line.number, "代码应为 4、6、9 或 12 位数字。"))
        elif not line["名称"] or len(line["名称"]) > 60:
            faults.append((line.number, "名称应填写，且不超过 60 个字。"))
        else:
            rows.append(DivisionRow(code, line["名称"], line["类别"][:20]))
    return rows, faults


def _code(text: str) -> Code | None:
    if len(text) == 12:
        for width, tail in ((4, 8), (6, 6), (9, 3)):
            if text.endswith("0" * tail):
                text = text[:width]
                break
    try:
        return Code(text)
    except ValueError:
        return None
