from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places.models import Division
from wangge.places.policies import require
from wangge.places.queries import division
from wangge.staff.models import Account
from wangge.workers.models import Assignment, Worker
from wangge.workers.policies import May

from .alter_worker import alter_worker
from .assign import assign
from .enrol import enrol


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line of a roster file, already read: values are those of the choices."""

    number: int
    name: str
    phone: str
    kind: str
    source: str
    grid: Code
    duty: str
    since: date
    username: str = ""


@dataclass(slots=True)
class ImportedRoster:
    """What an import did, and (row number, sentence) of what it refused."""

    enrolled: int = 0
    altered: int = 0
    assigned: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


class UnableToImportRoster(Unable):
    """Some rows are wrong and all were wanted; `refused` says which and why."""

    def __init__(self, refused: list[tuple[int, str]]) -> None:
        super().__init__(f"有 {len(refused)} 行不能导入，文件没有导入。请按错误原因修改后再试。")
        self.refused = refused


@transaction.atomic
def import_roster(
    at: Code,
    rows: Sequence[RosterRow],
    *,
    only_good: bool,
    faults: Sequence[tuple[int, str]] = (),
    by: Actor,
    now: datetime,
) -> ImportedRoster:
    """Bring the roster of a place in line with a file: enrol, correct and assign, row by row.

    A person is recognised by name and phone within the township. The same file again changes
    nothing. With `only_good` wrong rows are left out; without it one wrong row refuses all.
    `faults` are the rows that could not even be read: they count as wrong ones.
    """
    require(by, May.IMPORT_ROSTER, at)
    outcome = ImportedRoster(refused=list(faults))
    for row in rows:
        try:
            with transaction.atomic():
                done = _take(at, row, by=by, now=now)
        except Unable as refusal:
            outcome.refused.append((row.number, refusal.sentence))
        except (PermissionDenied, ObjectDoesNotExist):
            outcome.refused.append((row.number, "这名网格员或这个网格不归您管理。"))
        else:
            outcome.enrolled += done.enrolled
            outcome.altered += done.altered
            outcome.assigned += done.assigned
            outcome.unchanged += not any((done.enrolled, done.altered, done.assigned))
    if outcome.refused and not only_good:
        raise UnableToImportRoster(outcome.refused)
    _tell(at, outcome, by=by, now=now)
    return outcome


@dataclass(frozen=True, slots=True)
class _Done:
    """What a row led to."""

    enrolled: bool
    altered: bool
    assigned: bool


def _take(at: Code, row: RosterRow, *, by: Actor, now: datetime) -> _Done:
    if not at.covers(row.grid):
        raise Unable(f"网格 {row.grid} 不在本辖区内。")
    account, worker = _account(row.username), _known(row)
    link = account.pk if account else None
    enrolled = worker is None
    altered = worker is not None and _differs(worker, row, account)
    terms = {"name": row.name, "phone": row.phone, "kind": row.kind, "source": row.source}
    if worker is None:
        village = row.grid.at(Level.VILLAGE)
        worker = enrol(village, **terms, account=link, by=by, now=now)
    elif altered:
        worker = alter_worker(worker.pk, **terms, account=link, by=by, now=now)
    assigned = not _stands(worker, row)
    if assigned:
        assign(worker.pk, grid=row.grid, duty=row.duty, since=row.since, by=by, now=now)
    return _Done(enrolled, altered, assigned)


def _account(username: str) -> Account | None:
    if not username:
        return None
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise Unable(f"没有用户名「{username}」，请先由安全管理员建立账号。")
    return account


def _known(row: RosterRow) -> Worker | None:
    township = row.grid.at(Level.TOWNSHIP)
    found = Worker.objects.filter(code__within=township, name=row.name, phone=row.phone)
    return found.order_by("id").first()


def _differs(worker: Worker, row: RosterRow, account: Account | None) -> bool:
    if (worker.kind, worker.source) != (row.kind, row.source):
        return True
    return account is not None and account.pk != worker.account_id


def _stands(worker: Worker, row: RosterRow) -> bool:
    same = Assignment.objects.filter(worker=worker, code=row.grid, duty=row.duty)
    return same.filter(period__contains=row.since).exists()


def _tell(at: Code, outcome: ImportedRoster, *, by: Actor, now: datetime) -> None:
    """One entry for the import itself; each enrolment and assignment has its own."""
    if not (outcome.enrolled or outcome.altered or outcome.assigned):
        return
    try:
        place = division(at)
    except Division.DoesNotExist:
        place = Division(code=at)
    journal.record(
        "workers.roster_imported",
        place,
        by=by,
        at=now,
        enrolled=outcome.enrolled,
        altered=outcome.altered,
        assigned=outcome.assigned,
        refused=len(outcome.refused),
    )
