"""What leaves the matter list: the template, and a file with what was wrong in it."""

from __future__ import annotations

from collections.abc import Sequence

from wangge.kernel.sheets import Line, with_faults, write
from wangge.matters.imports import COLUMNS, example

SHEET = "事项清单"


def template() -> bytes:
    """An empty list with one invented line."""
    return write(SHEET, COLUMNS, example())


def faulty(lines: Sequence[Line], faults: Sequence[tuple[int, str]]) -> bytes:
    """The wrong rows of a list, each with its reason in 错误原因."""
    wrong = {number for number, _ in faults}
    return with_faults(SHEET, COLUMNS, [it for it in lines if it.number in wrong], faults)
