"""Some hundred cases brought by the verbs to every state and every light."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from democity.cast import COUNTY, GRID, TOWNSHIP, URBAN, WATER
from democity.loader import Progress
from democity.terrain import GridShape, Terrain
from wangge.cases import actions as cases
from wangge.cases.actions.reporting import Report
from wangge.cases.models import Channel
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.kernel.ids import new_id
from wangge.staff.models import Account, Organisation
from wangge.staff.queries import actor_for
from wangge.worktime import queries as worktime
from wangge.worktime.amounts import Amount, Unit

CASES = 300
WORDS = (
    ("路灯不亮，晚上看不清路（演示）", "路灯"),
    ("井盖松动，车过有响声（演示）", "井盖"),
    ("水管漏水，路面积水（演示）", "水管"),
    ("楼道堆放杂物，堵住通道（演示）", "占道"),
    ("邻里因停车发生争执（演示）", "纠纷"),
    ("沟渠堵塞，雨后倒灌（演示）", "河道"),
    ("电动车飞线充电（演示）", "电动"),
    ("小区垃圾未及时清运（演示）", ""),
)
# For how many hours a case has waited where it is: most of them not long.
WAITING = (*(0.2, 0.5, 1, 1, 2, 2, 3, 5, 8, 14) * 3, 20, 30, 50, 80, 150)
ORDINARY = Amount(5, Unit.WORKING_DAY)
# How far along the road a case goes, and how often.
ROAD = ("accept", "dispatch", "sign", "conclude", "confirm_done", "close")


class Cast:
    """The demo's actors, as their posts make them today."""

    def __init__(self, now: datetime) -> None:
        self._on = now.date()

    def __getitem__(self, username: str) -> Actor:
        return actor_for(Account.objects.get(username=username), on=self._on)


def walk(land: Terrain, matters: dict[str, str], progress: Progress, *, now: datetime) -> None:
    """`matters` gives a matter's number for a word that its name contains, or ''."""
    progress(f"{CASES} 件事件走完整流程")
    actors = Cast(now)
    cast = {name: actors[name] for name in ("zhou", "wang", "deng", "li", "liu", "qin")}
    units = dict(Organisation.objects.values_list("key", "id"))
    dice = random.Random(11)
    grids = [grid for grid in land.grids if COUNTY.covers(grid.code)]
    for number in range(CASES):
        _one(number, cast, units, _place(number, grids, dice), matters, dice, now)


def _place(number: int, grids: Sequence[GridShape], dice: random.Random) -> GridShape:
    """Every other case lies in the cast's own grid, where all of the road can be walked."""
    if number % 2 == 0:
        return next(grid for grid in grids if grid.code == GRID)
    return dice.choice(grids)


def _one(
    number: int,
    cast: dict[str, Actor],
    units: dict[str, UUID],
    grid: GridShape,
    matters: dict[str, str],
    dice: random.Random,
    now: datetime,
) -> None:
    words, about = dice.choice(WORDS)
    point = grid.extent.representative_point()
    own = grid.code == GRID
    desk = cast["wang"] if TOWNSHIP.covers(grid.code) and dice.random() < 0.7 else cast["deng"]
    said = Report(
        key=new_id(), words=words, lon=point.x, lat=point.y, matter=matters.get(about, ""),
        channel=Channel.WORKER if own else Channel.PHONE,
        urgency="urgent" if dice.random() < 0.1 else "",
        caller_name="" if own else "示例来电人",
        caller_phone="" if own else "10000000000",
    )  # fmt: skip
    reporter = cast["zhou"] if own else desk
    steps = list(_steps(number, own, cast, desk, units, dice))
    pauses = [timedelta(minutes=dice.randrange(10, 200)) for _ in steps]
    waited = timedelta(hours=dice.choice(WAITING))
    if steps and steps[-1][0] in {"sign", "feed_back"} and not said.urgency and number % 3:
        waited = _nearly_due(now)
    at = now - waited - sum(pauses, timedelta())
    if own and said.matter and dice.random() < 0.2:
        cases.self_handle(said, by=reporter, now=at)
        return
    case = cases.report(said, by=reporter, now=at)
    for pause, (verb, by, words_of) in zip(pauses, steps, strict=True):
        at += pause
        try:
            getattr(cases, verb)(case.number, **words_of, by=by, now=at)
        except Unable:
            return


def _nearly_due(now: datetime) -> timedelta:
    """How long ago an ordinary case was dispatched whose light is yellow now."""
    for hours in range(72, 300, 3):
        limit = worktime.limit(now - timedelta(hours=hours), ORDINARY)
        if limit.warn_at <= now <= limit.due_at:
            return timedelta(hours=hours - 1)
    return timedelta()


def _steps(
    number: int,
    own: bool,  # noqa: FBT001
    cast: dict[str, Actor],
    desk: Actor,
    units: dict[str, UUID],
    dice: random.Random,
) -> Iterator[tuple[str, Actor, dict[str, Any]]]:
    """The verbs of one case, ended somewhere along the road."""
    urban, water = units[URBAN.key], units[WATER.key]
    far = dice.choice([0, 1, 2, 3, 4, 5, 6] if own else [0, 1, 2, 3, 4])
    if far == 0 and number % 5 == 0:
        yield "decline", desk, {"reason": "与已受理的事件重复（演示）"}
        return
    both = dice.random() < 0.3
    participants = [water] if both else []
    for verb in ROAD[:far]:
        if verb == "dispatch":
            yield verb, desk, {"lead": urban, "participants": participants}
        elif verb == "sign" and number % 9 == 0:
            yield "hand_back", cast["li"], {"basis": "不属于本局职责范围（演示）"}
            return
        else:
            yield verb, *_plain(verb, cast, desk)
        if verb == "sign" and both:
            yield "sign", cast["qin"], {}
            yield "feed_back", cast["qin"], {"result": "已到场配合（演示）"}
        if own and verb == "conclude" and number % 7 == 0:
            yield "fail_check", cast["zhou"], {"words": "现场看还没有办好（演示）"}
            return


def _plain(verb: str, cast: dict[str, Actor], desk: Actor) -> tuple[Actor, dict[str, Any]]:
    return {
        "accept": (desk, {}),
        "sign": (cast["li"], {}),
        "conclude": (cast["liu"], {"result": "已派人处理完毕（演示）"}),
        "confirm_done": (cast["zhou"], {"words": "到现场看过，已办好（演示）"}),
        "close": (desk, {"outcome": "nobody"}),
    }[verb]
