"""The town every test lives in: the demo city's cast on a map of four squares.

    26.45 ┌──────────────────────────┐
          │   GRID_NEXT_DOOR          │
    26.44 ├──────┬──────┬─────────────┤
          │ GRID │ 2ND  │ 2ND VILLAGE │
    26.43 └──────┴──────┴─────────────┘
        111.60 111.61 111.62       111.64

Rows are written directly and quickly; what a test claims, it does through verbs and HTTP.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import shapely
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange

from config.roles import ROLES
from democity.cast import (
    BODIES,
    CAST,
    CITY,
    COUNTY,
    GRID,
    GRID_NEXT_DOOR,
    NEXT_DOOR,
    PASSWORD,
    SECOND_GRID,
    SECOND_VILLAGE,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_NEXT_DOOR,
    person,
)
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant
from wangge.matters.models import Category, Line, Matter
from wangge.places.models import Division
from wangge.staff.models import Account, Organisation, Post, Role
from wangge.territory.models import Grid, GridPart
from wangge.workers.models import Assignment, Worker

SINCE = date(2024, 3, 1)
ALWAYS = DateRange(SINCE, None)
NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in Yongzhou
TODAY = date(2026, 6, 10)
THIRD_GRID = Code("431103001002001")

BOXES = {
    GRID: (111.60, 26.43, 111.61, 26.44),
    SECOND_GRID: (111.61, 26.43, 111.62, 26.44),
    THIRD_GRID: (111.62, 26.43, 111.64, 26.44),
    GRID_NEXT_DOOR: (111.60, 26.44, 111.64, 26.45),
}
DIVISIONS = {
    CITY: "永州市",
    COUNTY: "冷水滩区",
    TOWNSHIP: "梅湾街道",
    NEXT_DOOR: "菱角山街道",
    VILLAGE: "清桥社区居委会",
    SECOND_VILLAGE: "三多亭社区居委会",
    VILLAGE_NEXT_DOOR: "忠烈社区居委会",
}


def actor(username: str) -> Actor:
    """A member of the cast, acting under its post."""
    one = person(username)
    role = next(role for role in ROLES if role.key == one.role)
    unit = one.body.id if one.body else None
    bound = unit if role.unit_bound else None
    grants = frozenset(Grant(may, one.code, "", bound) for may in role.permissions)
    return Actor(one.id, one.name, grants, role.key, unit)


HE, CHEN, DENG, WANG, TANG = map(actor, ["he", "chen", "deng", "wang", "tang"])
LI, LIU, QIN = map(actor, ["li", "liu", "qin"])
PENG, XIE, ZHOU, ZHAO = map(actor, ["peng", "xie", "zhou", "zhao"])
LUO, HUANG, JIANG = map(actor, ["luo", "huang", "jiang"])


def inside(grid: Code) -> tuple[float, float]:
    """A point (lon, lat) well inside a grid of the town."""
    west, south, east, north = BOXES[grid]
    return (west + east) / 2, (south + north) / 2


def build() -> None:
    """Write the town into an empty, set-up database."""
    _places()
    _people()
    _grids()
    _matters()


def _places() -> None:
    for code, name in DIVISIONS.items():
        boxes = [shapely.box(*box) for grid, box in BOXES.items() if code.covers(grid)]
        extent = shapely.union_all(boxes)
        west, south, east, north = extent.bounds
        Division.objects.create(
            code=code, name=name, period=ALWAYS, extent=shapely.to_wkb(extent),
            west=west, south=south, east=east, north=north,
        )  # fmt: skip


def _people() -> None:
    for body in BODIES:
        Organisation.objects.create(
            id=body.id, key=body.key, name=body.name, kind=body.kind, codes=list(body.codes),
            line=body.line, period=ALWAYS,
        )  # fmt: skip
    secret, roles = make_password(PASSWORD), {role.key: role for role in Role.objects.all()}
    for one in CAST:
        Account.objects.create(
            id=one.id, username=one.username, name=one.name, password=secret,
            must_change_password=False, created_at=NOW,
        )  # fmt: skip
        Post.objects.create(
            account_id=one.id, role=roles[one.role], code=one.code, period=ALWAYS,
            unit_id=one.body.id if one.body else None,
        )  # fmt: skip


def _grids() -> None:
    for number, (code, box) in enumerate(BOXES.items(), 1):
        west, south, east, north = box
        here = {
            "extent": shapely.to_wkb(shapely.box(*box)),
            "west": west, "south": south, "east": east, "north": north,
        }  # fmt: skip
        grid = Grid.objects.create(
            code=code, name=f"第{number}网格", period=ALWAYS, households=320, **here
        )
        GridPart.objects.create(grid=grid, code=Code(code[:12]), **here)
    for username, duty in (("zhou", "worker"), ("zhao", "leader")):
        one = person(username)
        worker = Worker.objects.create(
            code=VILLAGE, name=one.name, phone="13800000000", kind="full_time",
            source="community_worker", account_id=one.id,
        )  # fmt: skip
        Assignment.objects.create(worker=worker, code=GRID, duty=duty, period=ALWAYS)


LAMPS, DISPUTE = "05001", "01001"


def _matters() -> None:
    category = Category.objects.get(key="public_safety")
    for line, name in (("01", "矛盾纠纷"), ("05", "城市管理")):
        Line.objects.create(line=line, name=name, department="示例部门")
    for number, name, urgency, days in (
        (LAMPS, "公共设施损坏上报", "normal", 5),
        (DISPUTE, "矛盾纠纷排查与初步调解", "complex", 15),
    ):
        Matter.objects.create(
            code=COUNTY, number=number, line=number[:2], name=name, category=category,
            departments="示例部门", worker_role="report", handle_amount=days,
            handle_unit="working-day", urgency=urgency, guide_name="示例指导员",
            guide_phone="0746-0000000", period=ALWAYS,
        )  # fmt: skip
