"""Years of work in bulk: cases with their parts, limits and journal entries, written by COPY.

The rows are what the verbs would have written: a test replays the journal of a random sample and
compares. Deliveries are left out, as they would long be done. Indexes are built afterwards.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from democity.cast import CITY
from democity.loader import Progress
from democity.story import Teller
from democity.story_rows import Ground, Story
from democity.terrain import Terrain
from wangge.cases import numbers
from wangge.cases.models import Case, LimitRecord, Part, Rating
from wangge.journal.models import Entry
from wangge.kernel.code import Code, Level
from wangge.matters.queries import in_force
from wangge.staff.models import Kind, Organisation
from wangge.workers.models import Assignment, Duty
from wangge.worktime.queries import current_calendar

SEED = 13
DAYS = 365
BATCH = 20_000
TABLES = (Case, Part, LimitRecord, Rating, Entry)


def write(land: Terrain, cases: int, progress: Progress, *, now: datetime) -> None:
    """`cases` more cases of the year before now, spread over all grids."""
    if cases == 0:
        return
    teller = _teller(land, now)
    dice = random.Random(SEED)
    moments = sorted(_moment(now, dice) for _ in range(cases))
    with transaction.atomic("owner"), _indexes_after(progress):
        for start in range(0, cases, BATCH):
            _write_batch(teller, moments[start : start + BATCH])
            progress(f"历史事件 {min(start + BATCH, cases)} / {cases}")


def _moment(now: datetime, dice: random.Random) -> datetime:
    """Some working hour of the past year; people report a little at night, too."""
    day = (now - timedelta(days=dice.random() * DAYS)).astimezone(numbers.SHANGHAI)
    hour = dice.choice([*range(8, 18)] * 4 + [7, 18, 19, 20, 21])
    at = day.replace(hour=hour, minute=dice.randrange(60), second=dice.randrange(60))
    return min(at, now - timedelta(minutes=5))


def _teller(land: Terrain, now: datetime) -> Teller:
    workers = dict(
        Assignment.objects.filter(duty=Duty.WORKER, period__contains=now.date()).values_list(
            "code", "worker_id"
        )
    )
    names = dict(Assignment.objects.values_list("worker_id", "worker__name").distinct())
    grounds = []
    for grid in land.grids:
        code, point = Code(grid.code), grid.extent.representative_point()
        if worker := workers.get(code):
            grounds.append(Ground(code, point.x, point.y, worker, names[worker]))
    units: dict[str, list[Organisation]] = {}
    for unit in Organisation.objects.filter(kind=Kind.DEPARTMENT):
        units.setdefault(unit.codes[0], []).append(unit)
    matters = list(in_force(now.date(), at=CITY).filter(dormant=False))
    kept = timedelta(days=settings.ARCHIVE_AFTER_DAYS)
    return Teller(grounds, units, matters, current_calendar(), now, kept, random.Random(SEED))


def _write_batch(teller: Teller, moments: Sequence[datetime]) -> None:
    stories = [teller.tell(at) for at in moments]
    _give_numbers(stories)
    entries = sorted((e for story in stories for e in story.entries), key=lambda e: e["at"])
    _copy(Case, [story.case for story in stories])
    _copy(Part, [part for story in stories for part in story.parts])
    _copy(LimitRecord, [limit for story in stories for limit in story.limits])
    _copy(Rating, [rating for story in stories for rating in story.ratings])
    _copy(Entry, entries)


def _give_numbers(stories: Sequence[Story]) -> None:
    """Numbers in the order of reporting, out of each county's own series."""

    def series(story: Story) -> tuple[Code, Any]:
        at = story.case["reported_at"].astimezone(numbers.SHANGHAI)
        return story.case["code"].at(Level.COUNTY), at.date()

    serials = {
        (county, day): iter(numbers.reserve(county, day, count))
        for (county, day), count in Counter(map(series, stories)).items()
    }
    for story in stories:
        county, day = series(story)
        story.number(numbers.spell(county, day, next(serials[county, day])))


def _copy(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = list(rows[0])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(model._meta.get_field(c).column) for c in columns),
    )
    with connections["owner"].cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row[column] for column in columns])


@contextmanager
def _indexes_after(progress: Progress) -> Iterator[None]:
    """Plain indexes of the tables are taken away for the load and built again after it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND NOT EXISTS"
            " (SELECT FROM pg_constraint WHERE conname = indexname)",
            [[model._meta.db_table for model in TABLES]],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield
        progress("索引")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for _, definition in indexes:
            cursor.execute(definition)
