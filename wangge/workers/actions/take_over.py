from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.places.policies import require
from wangge.territory.queries import grids_in
from wangge.workers.models import Assignment, Duty, Kind, Source, Worker
from wangge.workers.policies import May


@dataclass(frozen=True, slots=True)
class Standing:
    """One worker of a roster kept elsewhere until now, and the grids and duties they stand in."""

    code: Code
    name: str
    phone: str
    kind: str
    source: str
    duties: Sequence[tuple[Code, str]]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """How many rows a take-over made."""

    workers: int
    assignments: int


@transaction.atomic
def take_over(
    at: Code, rows: Sequence[Standing], *, since: date, by: Actor, now: datetime
) -> TakenOver:
    """Take over the roster of a place in bulk, in force from a day; nobody in it has an account.

    For the start of a system: rows of people already on the roster or of grids that do not exist
    are left out, and the constraints of the tables refuse the whole when two rows contradict.
    """
    require(by, May.IMPORT_ROSTER, at)
    known = set(Worker.objects.filter(code__within=at).values_list("code", "name", "phone"))
    grids = set(grids_in(at, since).values_list("code", flat=True))
    workers: list[Worker] = []
    standing: list[Assignment] = []
    period = DateRange(since, None)
    for row in rows:
        if not at.covers(row.code) or (row.code, row.name, row.phone) in known:
            continue
        worker = Worker(
            code=row.code,
            name=row.name,
            phone=row.phone,
            kind=Kind(row.kind),
            source=Source(row.source),
        )
        workers.append(worker)
        standing += [
            Assignment(worker=worker, code=grid, duty=Duty(duty), period=period)
            for grid, duty in row.duties
            if grid in grids
        ]
    Worker.objects.bulk_create(workers, batch_size=1000)
    Assignment.objects.bulk_create(standing, batch_size=1000)
    done = TakenOver(len(workers), len(standing))
    if workers:
        journal.record(
            "workers.roster_taken_over",
            workers[0],
            code=at,
            by=by,
            at=now,
            workers=done.workers,
            assignments=done.assignments,
        )
    return done
