"""How long: an amount of one of the four kinds of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from wangge.kernel.errors import Unable

LEAST = Decimal("0.01")
MOST = 10_000
AN_HOUR = timedelta(hours=1)


class UnableToCount(Unable):
    """An amount or a start that no limit can be counted from."""


class Unit(StrEnum):
    """The four kinds of time; the value is what files and commands spell."""

    URGENT_HOUR = "urgent-hour"
    WORKING_HOUR = "working-hour"
    WORKING_DAY = "working-day"
    CALENDAR_DAY = "calendar-day"

    @property
    def in_hours(self) -> bool:
        return self in (Unit.URGENT_HOUR, Unit.WORKING_HOUR)

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    Unit.URGENT_HOUR: "小时（连续计时）",
    Unit.WORKING_HOUR: "个工作小时",
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "个自然日",
}
SPELLINGS = {
    **{unit.value: unit for unit in Unit},
    **{word: unit for unit, word in WORDS.items()},
    "小时": Unit.URGENT_HOUR,
    "工作小时": Unit.WORKING_HOUR,
    "工作日": Unit.WORKING_DAY,
    "自然日": Unit.CALENDAR_DAY,
}
AMOUNT = re.compile(r"\s*([0-9.]+)\s*(\S+)\s*")


@dataclass(frozen=True, slots=True)
class Amount:
    """A positive amount of time: whole days, or hours that may be broken (0.5 is 30 minutes)."""

    amount: int | Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not LEAST <= self.amount <= MOST:
            raise UnableToCount(f"数量应在 {LEAST} 与 {MOST} 之间。", field="amount")
        if self.amount == int(self.amount):
            object.__setattr__(self, "amount", int(self.amount))
        elif not self.unit.in_hours:
            raise UnableToCount("按日计算的期限，数量应为整数。", field="amount")

    @classmethod
    def of(cls, amount: str, unit: str) -> Amount:
        """Read from two fields, such as `5` and `working-day`."""
        spelled = SPELLINGS.get(unit.strip())
        if spelled is None:
            raise UnableToCount(
                f"单位“{unit.strip()}”不认识，应为 {'、'.join(Unit)} 之一。", field="unit"
            )
        return cls(_number(amount), spelled)

    @classmethod
    def parse(cls, text: str) -> Amount:
        """Read from one text, such as `5 个工作日` or `5 working-day`."""
        found = AMOUNT.fullmatch(text)
        if found is None:
            raise UnableToCount(f"期限“{text}”看不懂，应写成“5 个工作日”这样。", field="amount")
        return cls.of(found[1], found[2])

    @property
    def words(self) -> str:
        """As people say it: `5 个工作日`."""
        return f"{self.amount} {self.unit.words}"

    @property
    def hours(self) -> timedelta:
        """The length of an amount that is given in hours."""
        return AN_HOUR * self.amount if isinstance(self.amount, int) else _broken(self.amount)


def _broken(hours: Decimal) -> timedelta:
    return timedelta(microseconds=int(hours * 3_600_000_000))


def _number(text: str) -> int | Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise UnableToCount(f"数量“{text.strip()}”不是数字。", field="amount")
    return number
