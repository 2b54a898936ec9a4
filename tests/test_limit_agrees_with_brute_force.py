"""Limits against a second calculator that shares nothing with the first but the yearly table.

It counts days one by one and minutes one by one. A tenth of the proof runs every time, all
20,000 cases with WANGGE_PROVE=full. A failure prints its seed; WANGGE_SEED=… repeats it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest
from chinese_calendar.constants import holidays, workdays

from wangge.worktime.amounts import Amount, Unit
from wangge.worktime.limits import end_of
from wangge.worktime.shipped import shipped_calendar

PROOF = 20_000 if os.environ.get("WANGGE_PROVE") == "full" else 2_000
THROUGH_THE_COMMAND = 400
ROOT = Path(__file__).resolve().parent.parent
BEIJING = timezone(timedelta(hours=8))
ORIGIN = date(2004, 1, 1)
DAYS = (date(2029, 12, 31) - ORIGIN).days
OPEN = [510 <= minute < 720 or 870 <= minute < 1050 for minute in range(1440)]
CLOSING = 17 * 60 + 30


class Case(NamedTuple):
    start: int  # minutes since the origin
    amount: int  # days, or minutes
    unit: str

    @property
    def asked(self) -> str:
        moment = datetime(2004, 1, 1) + timedelta(minutes=self.start)  # noqa: DTZ001
        amount = self.amount / 60 if self.unit.endswith("hour") else self.amount
        return f"{moment.isoformat()},{amount:g},{self.unit}"


def works(on: date) -> bool:
    if on in holidays:
        return False
    return on in workdays or on.weekday() < 5


WORKS = [works(ORIGIN + timedelta(days=n)) for n in range(DAYS)]
WORKS_BY_THE_WEEK = [(ORIGIN + timedelta(days=n)).weekday() < 5 for n in range(DAYS)]


def brute_end(case: Case, worked: list[bool] = WORKS) -> int:
    """The end in minutes since the origin."""
    if case.unit == "urgent-hour":
        return case.start + case.amount
    if case.unit == "working-hour":
        return brute_hours(case, worked)
    day, left = case.start // 1440, case.amount
    while left:
        day += 1
        left -= case.unit == "calendar-day" or worked[day]
    while not worked[day]:
        day += 1
    return day * 1440 + CLOSING


def brute_hours(case: Case, worked: list[bool]) -> int:
    minute, left = case.start, case.amount
    while left:
        left -= worked[minute // 1440] and OPEN[minute % 1440]
        minute += 1
    return minute


def written(minutes: int) -> str:
    return (datetime(2004, 1, 1, tzinfo=BEIJING) + timedelta(minutes=minutes)).isoformat()


def random_cases(seed: int, count: int) -> Iterator[Case]:
    chance = random.Random(seed)
    last = (date(2028, 6, 30) - ORIGIN).days * 1440
    for _ in range(count):
        unit = chance.choice(["urgent-hour", "working-hour", "working-day", "calendar-day"])
        amount = chance.choice([30, 60, 90, 120, 240, 60 * chance.randint(1, 60)])
        if unit.endswith("day"):
            amount = chance.choice([1, 2, 3, 5, 15, chance.randint(1, 60)])
        yield Case(chance.randrange(last), amount, unit)


@pytest.fixture
def seed() -> int:
    seed = int(os.environ.get("WANGGE_SEED") or random.SystemRandom().randrange(2**32))
    print(f"WANGGE_SEED={seed}")
    return seed


def test_end_of_agrees_with_brute_force(seed: int) -> None:
    calendar = shipped_calendar()
    differing = []
    for case in random_cases(seed, PROOF):
        start, amount, unit = case.asked.split(",")
        begins = datetime.fromisoformat(start).replace(tzinfo=BEIJING)
        ours = end_of(begins, Amount.of(amount, unit), calendar).due_at.isoformat()
        if ours != written(brute_end(case)):
            differing.append((case.asked, ours, written(brute_end(case))))
    assert differing == [], f"seed {seed}: {len(differing)} differ, first {differing[:3]}"


def test_the_sample_feels_holidays_and_make_up_days(seed: int) -> None:
    """The control: a calculator that knows only the week must be found out."""
    cases = list(random_cases(seed, PROOF))
    wrong = sum(brute_end(case) != brute_end(case, WORKS_BY_THE_WEEK) for case in cases)
    assert wrong > PROOF // 20


def test_the_csv_command_agrees_with_brute_force_and_prints_nothing_else(
    seed: int, tmp_path: Path
) -> None:
    cases = list(random_cases(seed, PROOF if PROOF > 2_000 else THROUGH_THE_COMMAND))
    asked = tmp_path / "asked.csv"
    asked.write_text("start,amount,unit\n" + "".join(f"{case.asked}\n" for case in cases))
    answer = subprocess.run(
        [sys.executable, "-m", "django", "limit", "--csv", str(asked)],
        cwd=ROOT,
        env=without_database(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == [written(brute_end(case)) for case in cases]
    assert "改用随软件提供的放假安排" in answer.stderr


def without_database(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "WANGGE_MODE": "test",
        "DATABASE_URL": f"postgresql://nobody@{str(folder).replace('/', '%2F')}/nothing",
        "PYTHONPATH": str(ROOT),
    }


def test_make_up_saturday_2026_02_14_is_explained_day_by_day() -> None:
    received = datetime(2026, 2, 14, 10, tzinfo=BEIJING)
    limit = end_of(received, Amount(5, Unit.WORKING_DAY), shipped_calendar())
    festival = [(f"2026-02-{day}", False, "春节放假，不计") for day in range(15, 24)]
    assert [(str(step.on), step.counted, step.why) for step in limit.trace] == [
        ("2026-02-14", False, "收到当日（调休上班），不计"),
        *festival,
        ("2026-02-24", True, "周二，第 1 个工作日"),
        ("2026-02-25", True, "周三，第 2 个工作日"),
        ("2026-02-26", True, "周四，第 3 个工作日"),
        ("2026-02-27", True, "周五，第 4 个工作日"),
        ("2026-02-28", True, "调休上班，第 5 个工作日"),
    ]
    assert limit.due_at.isoformat() == "2026-02-28T17:30:00+08:00"
    assert not limit.provisional


def test_make_up_saturday_counts_when_a_limit_runs_over_it() -> None:
    received = datetime(2026, 2, 13, 10, tzinfo=BEIJING)
    limit = end_of(received, Amount(1, Unit.WORKING_DAY), shipped_calendar())
    assert limit.due_at.isoformat() == "2026-02-14T17:30:00+08:00"
    assert limit.trace[-1].why == "调休上班，第 1 个工作日"
