"""When does a limit end, and why: the four ways of counting, each with its day-by-day trace.

The trace is not an afterthought: the end is found by the walk that writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from .amounts import Amount, UnableToCount, Unit
from .calendar import ONE_DAY, SHANGHAI, Day, Slice, WorkCalendar, local

YELLOW = 5  # one fifth of a limit, or one day of it, whichever leaves less


class Step(NamedTuple):
    """One day of a count: whether it counted, and why, in words."""

    on: date
    counted: bool
    why: str

    def as_json(self) -> dict[str, object]:
        return {"date": self.on.isoformat(), "counted": self.counted, "why": self.why}


@dataclass(frozen=True, slots=True)
class Limit:
    """A counted limit. Provisional: it leans on a year whose table was not known."""

    starts_at: datetime
    due_at: datetime
    warn_at: datetime
    amount: Amount
    trace: tuple[Step, ...]
    provisional: bool

    @property
    def unit(self) -> Unit:
        return self.amount.unit

    @property
    def words(self) -> str:
        """`5 个工作日，至 2026-02-27 17:30` and, when it is so, `（暂定）`."""
        mark = "（暂定）" if self.provisional else ""
        return f"{self.amount.words}，至 {self.due_at:%Y-%m-%d %H:%M}{mark}"


class Count(NamedTuple):
    due_at: datetime
    warn_at: datetime
    trace: tuple[Step, ...]
    provisional: bool


def end_of(start: datetime, amount: Amount, calendar: WorkCalendar) -> Limit:
    """The limit that begins at a moment (with a zone) and lasts an amount of time."""
    starts_at = local(start)
    try:
        count = COUNTS[amount.unit](starts_at, amount, calendar)
    except OverflowError as beyond:
        raise UnableToCount("期限超出了日历能表示的范围。", field="start") from beyond
    return Limit(starts_at, count.due_at, count.warn_at, amount, count.trace, count.provisional)


def _urgent_hours(starts_at: datetime, amount: Amount, _: WorkCalendar) -> Count:
    due_at = (starts_at.astimezone(UTC) + amount.hours).astimezone(SHANGHAI)
    trace: list[Step] = []
    begins = starts_at
    while begins < due_at:
        midnight = datetime.combine(begins.date() + ONE_DAY, time(), SHANGHAI)
        ends = min(midnight, due_at)
        words = f"连续计时，不分昼夜和节假日，计 {in_words(ends - begins)}"
        trace.append(Step(begins.date(), True, words))
        begins = ends
    left = min(amount.hours / YELLOW, ONE_DAY)
    return Count(due_at, due_at - left, tuple(trace), False)


def _working_hours(starts_at: datetime, amount: Amount, calendar: WorkCalendar) -> Count:
    left = amount.hours
    trace: list[Step] = []
    slices: list[Slice] = []
    provisional = False
    for day in calendar.days_from(starts_at.date()):
        run = _run(day, starts_at, left)
        slices += run
        left -= sum((ends - begins for begins, ends in run), timedelta())
        provisional |= day.provisional
        trace.append(Step(day.on, bool(run), _hours_why(day, run, amount.hours - left)))
        if not left:
            break
    spare = min(amount.hours / YELLOW, day.length)
    return Count(slices[-1][1], _moment_with_left(slices, spare), tuple(trace), provisional)


def _working_days(starts_at: datetime, amount: Amount, calendar: WorkCalendar) -> Count:
    received = calendar.day(starts_at.date())
    trace = [Step(received.on, False, f"收到当日（{received.why}），不计")]
    worked: list[Day] = []
    provisional = False
    for day in calendar.days_from(received.on + ONE_DAY):
        provisional |= day.provisional
        if day.working:
            worked.append(day)
            trace.append(Step(day.on, True, f"{_why(day)}，第 {len(worked)} 个工作日"))
            if len(worked) == amount.amount:
                break
        else:
            trace.append(Step(day.on, False, f"{_why(day)}，不计"))
    slices = [slot for last in worked[-2:] for slot in last.sessions]
    spare = day.length * min(len(worked), YELLOW) / YELLOW
    return Count(day.closes_at, _moment_with_left(slices, spare), tuple(trace), provisional)


def _calendar_days(starts_at: datetime, amount: Amount, calendar: WorkCalendar) -> Count:
    received = calendar.day(starts_at.date())
    trace = [Step(received.on, False, f"收到当日（{received.why}），不计")]
    whole = int(amount.amount)
    for nth in range(1, whole):
        passed = calendar.day(received.on + ONE_DAY * nth)
        trace.append(Step(passed.on, True, f"{passed.why}，第 {nth} 天"))
    provisional, place = False, f"第 {whole} 天"
    for day in calendar.days_from(received.on + ONE_DAY * whole):
        provisional |= day.provisional
        counted = place.startswith("第")
        if day.working:
            trace.append(Step(day.on, True, f"{_why(day)}，{place}，期限届满"))
            break
        delay = f"{place}，期限最后一日休息，顺延" if counted else "继续顺延"
        trace.append(Step(day.on, counted, f"{_why(day)}，{delay}"))
        place = "顺延至此日"
    spare = min(ONE_DAY * whole / YELLOW, ONE_DAY)
    return Count(day.closes_at, day.closes_at - spare, tuple(trace), provisional)


COUNTS = {
    Unit.URGENT_HOUR: _urgent_hours,
    Unit.WORKING_HOUR: _working_hours,
    Unit.WORKING_DAY: _working_days,
    Unit.CALENDAR_DAY: _calendar_days,
}


def _run(day: Day, starts_at: datetime, left: timedelta) -> list[Slice]:
    run: list[Slice] = []
    for opens, closes in day.sessions if day.working else ():
        begins = max(opens, starts_at)
        if begins < closes and left:
            ends = min(closes, begins + left)
            run.append((begins, ends))
            left -= ends - begins
    return run


def _moment_with_left(slices: Sequence[Slice], left: timedelta) -> datetime:
    """The first moment at which no more than `left` of the slices remains."""
    for begins, ends in reversed(slices):
        if left < ends - begins:
            return ends - left
        left -= ends - begins
    return slices[0][0]


def _why(day: Day) -> str:
    if day.provisional:
        return f"{day.why}（{day.on.year} 年放假安排未导入，暂按周末推算）"
    return day.why


def _hours_why(day: Day, run: Sequence[Slice], so_far: timedelta) -> str:
    if not day.working:
        return f"{_why(day)}，不计"
    if not run:
        return f"{_why(day)}，已过当日工作时间，不计"
    spans = "、".join(f"{begins:%H:%M}–{ends:%H:%M}" for begins, ends in run)
    return f"{_why(day)}，计 {spans}，累计 {in_words(so_far)}"


def in_words(length: timedelta) -> str:
    """`3 小时 20 分钟`; less than a minute is `不到 1 分钟`."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = [f"{hours} 小时"] * bool(hours) + [f"{minutes} 分钟"] * bool(minutes)
    return " ".join(parts) or "不到 1 分钟"
