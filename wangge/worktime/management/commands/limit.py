"""`wangge limit`: when a limit ends, and why."""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TextIO

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection

from wangge.worktime import queries
from wangge.worktime.amounts import Amount, UnableToCount, Unit
from wangge.worktime.calendar import SHANGHAI, WorkCalendar
from wangge.worktime.limits import Limit, end_of
from wangge.worktime.shipped import shipped_calendar

COLUMNS = ("start", "amount", "unit")
WRONG_INPUT = 2
PROBE_SECONDS = 2


class Command(BaseCommand):
    help = "计算期限：何时届满，逐日说明理由。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="start", help="起点，如 2025-01-24T10:00（北京时间）")
        parser.add_argument("--amount", help="数量，如 5")
        parser.add_argument("--unit", help="、".join(Unit))
        parser.add_argument("--csv", metavar="FILE", help="列为 start,amount,unit 的文件")

    def handle(self, *_: Any, **given: Any) -> None:
        if given["csv"]:
            with _opened(given["csv"]) as lines:
                self.answer_file(lines, self.calendar())
            return
        missing = [f"--{'from' if c == 'start' else c}" for c in COLUMNS if not given[c]]
        if missing:
            raise _wrong(f"缺少参数：{'、'.join(missing)}（或用 --csv FILE）。")
        try:
            limit = _count(given["start"], given["amount"], given["unit"], self.calendar())
        except UnableToCount as unable:
            option = "--from" if unable.field == "start" else f"--{unable.field}"
            raise _wrong(f"{option}：{unable.sentence}") from unable
        self.explain(limit)

    def explain(self, limit: Limit) -> None:
        """Print the end, then the reasons day by day."""
        self.stdout.write(limit.due_at.isoformat())
        self.stdout.write(f"{limit.words}；{limit.warn_at:%Y-%m-%d %H:%M} 起为“将到期”。")
        for step in limit.trace:
            self.stdout.write(f"{step.on}  {'计入' if step.counted else '不计'}  {step.why}")

    def answer_file(self, lines: TextIO, calendar: WorkCalendar) -> None:
        """Print one end per row, as the rows come in."""
        provisional: Counter[int] = Counter()
        for number, row in _rows(lines):
            try:
                limit = _count(row["start"], row["amount"], row["unit"], calendar)
            except UnableToCount as unable:
                raise _wrong(f"第 {number} 行 {unable.field}：{unable.sentence}") from unable
            if limit.provisional:
                provisional[limit.due_at.year] += 1
            self.stdout.write(limit.due_at.isoformat())
        for year, count in sorted(provisional.items()):
            self.stderr.write(f"其中 {count} 条落到 {year} 年，缺少放假安排，结果为暂定。")

    def calendar(self) -> WorkCalendar:
        """The tables; where there is no database, or nothing in it, the shipped years."""
        why = "数据库连接不上"
        if _reachable():
            try:
                calendar = queries.current_calendar()
            except DatabaseError:
                why = "数据库里还没有工作日历的表"
            else:
                if calendar.years:
                    return calendar
                why = "数据库里还没有放假安排"
        self.stderr.write(f"{why}，改用随软件提供的放假安排和默认工作时段。")
        return shipped_calendar()


def _count(start: str, amount: str, unit: str, calendar: WorkCalendar) -> Limit:
    return end_of(_moment(start), Amount.of(amount, unit), calendar)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UnableToCount(
            f"起点“{text.strip()}”看不懂，应写成 2025-01-24T10:00 这样。", field="start"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _opened(name: str) -> TextIO:
    if name == "-":
        return sys.stdin
    try:
        return open(name, encoding="utf-8-sig", newline="")
    except OSError as absent:
        raise _wrong(f"文件打不开：{name}（{absent.strerror}）。") from absent


def _rows(lines: TextIO) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(lines, skipinitialspace=True)
    try:
        if absent := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
            raise _wrong(f"第 1 行应为表头 {','.join(COLUMNS)}，缺少：{'、'.join(absent)}。")
        for row in reader:
            if empty := [column for column in COLUMNS if not row[column]]:
                raise _wrong(f"第 {reader.line_num} 行 {empty[0]}：没有填写。")
            yield reader.line_num, row
    except UnicodeDecodeError as broken:
        raise _wrong(f"第 {reader.line_num + 1} 行：文件应为 UTF-8 编码。") from broken
    except csv.Error as broken:
        raise _wrong(f"第 {reader.line_num} 行：不是合法的 CSV（{broken}）。") from broken


def _reachable() -> bool:
    """Whether the database answers; asked outside the pool, which would wait half a minute."""
    if connection.in_atomic_block:
        return True
    params = connection.get_connection_params() | {"connect_timeout": PROBE_SECONDS}
    unused = ("pool", "cursor_factory", "context", "prepare_threshold", "server_side_binding")
    for name in unused:
        params.pop(name, None)
    try:
        psycopg.connect(**params).close()
    except psycopg.Error:
        return False
    return True


def _wrong(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=WRONG_INPUT)
