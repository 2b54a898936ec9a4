"""The yearly notice of the State Council as lines, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .calendar import SATURDAY, WEEKDAYS, NamedDay

COLUMNS = ("日期", "类型", "名称")
REST = "放假"
WORK = "上班"
NAME_LENGTH = 40
DECEMBER = 12


class NoticeLine(NamedTuple):
    """A day that differs from the week, and the row of the file it was read from."""

    row: int
    on: date
    day: NamedDay


class Fault(NamedTuple):
    """What is wrong in which row."""

    row: int
    sentence: str

    @property
    def words(self) -> str:
        return f"第 {self.row} 行：{self.sentence}"


def faults(year: int, lines: Sequence[NoticeLine]) -> list[Fault]:
    """Everything wrong with a year's lines, in order of rows; empty when they can be used."""
    seen: dict[date, int] = {}
    found: list[Fault] = []
    for line in lines:
        found += [Fault(line.row, sentence) for sentence in _wrong(year, line, seen)]
        seen.setdefault(line.on, line.row)
    return found


def days(lines: Sequence[NoticeLine]) -> dict[date, NamedDay]:
    return {line.on: line.day for line in lines}


def _wrong(year: int, line: NoticeLine, seen: Mapping[date, int]) -> Iterator[str]:
    on, (working, name) = line.on, line.day
    if not _belongs(year, on):
        yield f"{on} 不属于 {year} 年。"
    if on in seen:
        yield f"{on} 与第 {seen[on]} 行重复。"
    if not working and not name:
        yield "放假的日子应填写名称，如“春节”。"
    if len(name) > NAME_LENGTH:
        yield f"名称不超过 {NAME_LENGTH} 个字。"
    if working and on.weekday() < SATURDAY:
        yield f"{on} 是{WEEKDAYS[on.weekday()]}，本来就上班，请核对日期。"


def _belongs(year: int, on: date) -> bool:
    """A notice speaks of its year, and of the December before when New Year reaches into it."""
    return on.year == year or (on.year == year - 1 and on.month == DECEMBER)
