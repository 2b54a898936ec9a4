"""Invented organisations, accounts and workers on the real tree. They look invented."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from democity.cast import BODIES, CAST, CITY, GRID, PASSWORD, VILLAGE, Person
from democity.land import DATA
from democity.loader import LOADER, SINCE, Progress
from democity.terrain import GridShape, Terrain
from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.staff import actions as staff
from wangge.staff.models import Organisation
from wangge.workers import actions as workers
from wangge.workers.actions.take_over import Standing
from wangge.workers.models import Duty, Kind, Source

SEED = 7
LEADER_EVERY = 6
VACANT = 0.02
SECOND_WORKER = 0.04
ON_THE_GROUND = {"grid_worker": Duty.WORKER, "grid_leader": Duty.LEADER}


def found_organisations(progress: Progress, *, now: datetime) -> None:
    """Agencies and departments in every county, a government in every township."""
    names = places.names(_places_of(Level.COUNTY) | _places_of(Level.TOWNSHIP))
    progress("单位")
    known = {(body.kind, code, body.line) for body in BODIES for code in body.codes}
    for body in BODIES:
        staff.found_organisation(
            body.key, name=body.name, kind=body.kind, codes=body.codes, line=body.line,
            since=SINCE, by=LOADER, now=now,
        )  # fmt: skip
    for key, name, kind, code, line in _bodies(names):
        if (kind, code, line) not in known:
            staff.found_organisation(
                key, name=f"{name}（示例）", kind=kind, codes=[code], line=line, since=SINCE,
                by=LOADER, now=now,
            )  # fmt: skip


def _places_of(level: Level) -> set[str]:
    with (DATA / "yongzhou_divisions.csv").open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file) if len(row["code"]) == level}


def _bodies(names: dict[str, str]) -> Iterator[tuple[str, str, str, Code, str]]:
    for code, name in names.items():
        if len(code) == Level.TOWNSHIP:
            office = "办事处" if name.endswith("街道") else "人民政府"
            yield f"{code}-jd", name + office, "township", Code(code), ""
            continue
        yield f"{code}-wg", f"{name}网格化服务管理中心", "county_agency", Code(code), ""
        for line, department in departments().items():
            yield f"{code}-{line}", name + department, "department", Code(code), line


def departments() -> dict[str, str]:
    """The department of each line of the matter list."""
    with (DATA / "matters.csv").open(encoding="utf-8-sig") as file:
        return {row["条线"]: row["条线部门"] for row in csv.DictReader(file)}


def sign_up_cast(progress: Progress, *, now: datetime) -> None:
    """Every member of the cast has an account with the demo's password and its post."""
    progress("演示账号")
    bodies = dict(Organisation.objects.values_list("key", "id"))
    for one in CAST:
        issued = staff.create_account(
            one.username, name=one.name, password=PASSWORD, by=LOADER, now=now
        )
        if one.role in ON_THE_GROUND:
            _put_on_the_ground(one, issued.account.id, now)
            continue
        staff.give_post(
            issued.account.id, role=one.role, code=one.code, since=SINCE,
            unit=bodies[one.body.key] if one.body else None, by=LOADER, now=now,
        )  # fmt: skip


def _put_on_the_ground(one: Person, account: UUID, now: datetime) -> None:
    """A worker's post comes with the assignment."""
    worker = workers.enrol(
        VILLAGE, one.name, phone=f"100{CAST.index(one):08}", kind=Kind.FULL_TIME,
        source=Source.COMMUNITY_WORKER, account=account, by=LOADER, now=now,
    )  # fmt: skip
    workers.assign(
        worker.id, grid=GRID, duty=ON_THE_GROUND[one.role], since=SINCE, by=LOADER, now=now
    )


def staff_grids(land: Terrain, progress: Progress, *, now: datetime) -> None:
    """About 7,000 workers: one in nearly every grid, a leader for a few grids together."""
    rows = list(_standings([grid for grid in land.grids if grid.code != GRID]))
    progress(f"{len(rows)} 名网格员")
    workers.take_over(CITY, rows, since=SINCE, by=LOADER, now=now)


def _standings(grids: list[GridShape]) -> Iterator[Standing]:
    dice, number = random.Random(SEED), 0
    for grid in grids:
        village = Code(grid.code[:12])
        draws = dice.random()
        count = 0 if draws < VACANT else 2 if draws < VACANT + SECOND_WORKER else 1
        for _ in range(count):
            number += 1
            yield _standing(village, number, [(Code(grid.code), Duty.WORKER)], dice)
    for start in range(0, len(grids), LEADER_EVERY):
        led = grids[start : start + LEADER_EVERY]
        number += 1
        township = Code(led[0].code[:9])
        duties = [(Code(g.code), Duty.LEADER) for g in led if township.covers(g.code)]
        yield _standing(township, number, duties, dice)


def _standing(
    code: Code, number: int, duties: list[tuple[Code, Duty]], dice: random.Random
) -> Standing:
    return Standing(
        code=code,
        name=f"示例网格员{number:05}",
        phone=f"100{number:08}",
        kind=Kind.FULL_TIME if dice.random() < 0.4 else Kind.PART_TIME,
        source=dice.choice(list(Source)),
        duties=duties,
    )
