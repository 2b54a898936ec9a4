"""The verbs of the working calendar. Each changes the calendar's stamp with what it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from psycopg.types.range import Range

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.kernel.ids import new_id

from . import notice
from .calendar import NamedDay, Session, local
from .models import ArrangedSession, Arrangement, CalendarStamp, SpecialDay, YearTable
from .policies import May, city, require
from .queries import year_days
from .shipped import shipped_years

MOST_SESSIONS = 4


class UnableToImportYear(Unable):
    """The year's table cannot be used; `faults` names each row. Nothing was imported."""

    def __init__(
        self, sentence: str, *, field: str | None = "file", faults: Sequence[notice.Fault] = ()
    ) -> None:
        super().__init__(sentence, field=field)
        self.faults = tuple(faults)

    @classmethod
    def because(cls, faults: Sequence[notice.Fault]) -> UnableToImportYear:
        rows = "".join(fault.words for fault in faults[:3])
        more = f"等共 {len(faults)} 处。" if len(faults) > 3 else ""
        return cls(f"文件有误，没有导入任何内容。{rows}{more}", faults=faults)


class UnableToSetSessions(Unable):
    """The sessions cannot be used."""


@transaction.atomic
def import_year(
    year: int, lines: Sequence[notice.NoticeLine], *, note: str = "", by: Actor, now: datetime
) -> YearTable:
    """Put the State Council's notice for a year in force, as a new edition of that year.

    Limits counted before stay as they are; whoever owns them hears of it from the journal and
    counts again what was provisional.
    """
    require(by, May.IMPORT_YEAR)
    _change_stamp()
    days = notice.days(lines)
    _guard_year(year, lines, days, now)
    table = _append(year, days, YearTable.Source.IMPORTED, note=note, by=by, now=now)
    journal.record(
        "worktime.year_imported",
        table,
        by=by,
        at=now,
        code=city(),
        year=year,
        edition=table.edition,
        first=str(min(days)),
        last=str(max(days)),
        note=note,
        days={str(on): day.words for on, day in sorted(days.items())},
    )
    return table


@transaction.atomic
def load_shipped_years(*, by: Actor, now: datetime) -> list[int]:
    """Give every year without a table the one that comes with the software, if there is one."""
    _change_stamp()
    known = set(YearTable.objects.values_list("year", flat=True))
    missing = {year: days for year, days in shipped_years().items() if year not in known}
    tables = [
        _append(
            year, days, YearTable.Source.SHIPPED, note="开源日历 chinese-calendar", by=by, now=now
        )
        for year, days in sorted(missing.items())
    ]
    if tables:
        journal.record(
            "worktime.shipped_years_loaded",
            tables[-1],
            by=by,
            at=now,
            code=city(),
            years=sorted(missing),
        )
    return sorted(missing)


@transaction.atomic
def set_sessions(
    name: str,
    sessions: Sequence[Session],
    *,
    starts: date,
    ends: date | None = None,
    by: Actor,
    now: datetime,
) -> Arrangement:
    """Put working sessions in force from a day on, until a day (excluded) or until further notice.

    Where arrangements overlap the latest one holds; limits counted before stay as they are.
    """
    require(by, May.SET_SESSIONS)
    _change_stamp()
    _guard_period(starts, ends, now)
    _guard_sessions(name, sessions)
    arrangement = Arrangement.objects.create(
        number=1 + (Arrangement.objects.aggregate(last=Max("number"))["last"] or 0),
        name=name.strip(),
        period=Range(starts, ends),
        set_by=by.label,
        set_at=now,
    )
    ArrangedSession.objects.bulk_create(
        ArrangedSession(arrangement=arrangement, opens=opens, closes=closes)
        for opens, closes in sessions
    )
    journal.record(
        "worktime.sessions_set",
        arrangement,
        by=by,
        at=now,
        code=city(),
        name=arrangement.name,
        starts=str(starts),
        ends=str(ends) if ends else None,
        sessions=[f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in sessions],
    )
    return arrangement


def _change_stamp() -> None:
    """Lock the calendar for this transaction and make every process read it anew after it."""
    row, _ = CalendarStamp.objects.select_for_update().get_or_create(pk=1)
    row.stamp = new_id()
    row.save(update_fields=["stamp"])


def _append(
    year: int, days: Mapping[date, NamedDay], source: str, *, note: str, by: Actor, now: datetime
) -> YearTable:
    last = YearTable.objects.filter(year=year).aggregate(last=Max("edition"))["last"] or 0
    table = YearTable.objects.create(
        year=year, edition=last + 1, source=source, note=note, imported_by=by.label, imported_at=now
    )
    SpecialDay.objects.bulk_create(
        SpecialDay(table=table, on=on, working=working, name=name)
        for on, (working, name) in sorted(days.items())
    )
    return table


def _guard_year(
    year: int,
    lines: Sequence[notice.NoticeLine],
    days: Mapping[date, NamedDay],
    now: datetime,
) -> None:
    next_year = local(now).year + 1
    if not 2000 <= year <= next_year:
        raise UnableToImportYear(f"年份应在 2000 与 {next_year} 之间。", field="year")
    if not any(not line.day.working for line in lines):
        raise UnableToImportYear("文件里没有放假的日子，请核对。")
    if found := notice.faults(year, lines):
        raise UnableToImportYear.because(found)
    if year_days().get(year) == days:
        raise UnableToImportYear(f"与现有的 {year} 年放假安排完全相同，无需再次导入。")


def _guard_period(starts: date, ends: date | None, now: datetime) -> None:
    if starts < local(now).date():
        raise UnableToSetSessions("开始日期不能早于今天：已经过去的日子不再改动。", field="starts")
    if ends is not None and ends <= starts:
        raise UnableToSetSessions("结束日期不能早于开始日期。", field="ends")


def _guard_sessions(name: str, sessions: Sequence[Session]) -> None:
    if not name.strip() or len(name.strip()) > notice.NAME_LENGTH:
        raise UnableToSetSessions(f"请填写名称，不超过 {notice.NAME_LENGTH} 个字。", field="name")
    if not 1 <= len(sessions) <= MOST_SESSIONS:
        raise UnableToSetSessions(f"工作时段应有 1 至 {MOST_SESSIONS} 个。")
    edges = [edge for session in sessions for edge in session]
    if any(later <= earlier for earlier, later in zip(edges[::2], edges[1::2], strict=True)):
        raise UnableToSetSessions("每个时段的结束时间应晚于开始时间。")
    if any(later < earlier for earlier, later in zip(edges[1:-1:2], edges[2::2], strict=True)):
        raise UnableToSetSessions("时段应按先后排列，互不重叠。")
