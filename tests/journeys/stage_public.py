"""What residents sent before the journeys begin, each followed with the same known code."""

from __future__ import annotations

from datetime import datetime, timedelta

from democity import pictures, residents
from democity.cast import GRID, URBAN, WATER
from tests import town
from tests.town import LAMPS, LI, LIU, PENG, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.actions.reporting import Report
from wangge.cases.models import Case, Channel, Kind
from wangge.kernel.code import Level
from wangge.kernel.ids import new_id
from wangge.portal import actions as portal
from wangge.workers import queries as workers

CODE = "STAGE2345678"
TO_RATE = "桥头的路灯又不亮了，请来修"
ABOUT_ZHOU = "网格员上门说话不客气，希望改一改"
TWIN, SAME = "老粮站门口积水，行人绕道", "粮站门前一大滩水，走不过去"
TO_SEE, DOUBTFUL = "幼儿园围墙外有一堆碎玻璃", "地下室里有怪声"
TO_VERIFY, IN_UNIT = "滨江步道护栏断了一截，已补好", "水泵房旁的检修口没有盖子"
BULK = ("批量甲：报刊亭玻璃碎了", "批量乙：车站座椅掉漆", "批量丙：花坛缺砖")
BOARD = "社区服务中心门口"


def build(now: datetime) -> None:
    """Reports, an opinion, twins and a board; each journey walks its own."""
    lon, lat = town.inside(GRID)
    portal.post_board(lon, lat, place=BOARD, by=PENG, now=now)
    portal.set_supervision_phone(GRID.at(Level.VILLAGE), "0746-0000002", by=PENG, now=now)
    _walked(now, TO_RATE)
    _verifying(now, TO_VERIFY)
    for words in (TO_SEE, DOUBTFUL):
        sent(now, words)
    for number in (sent(now, words).number for words in (TWIN, SAME)):
        actions.affirm(number, words="有积水。", by=ZHOU, now=now)
    for words in BULK:
        _called(now, words)
    _dispatched(now, IN_UNIT)
    sent(now, ABOUT_ZHOU, Kind.OPINION)


def sent(now: datetime, words: str, kind: Kind = Kind.MATTER) -> Case:
    """A resident's report, whose words are also the name of its form."""
    lon, lat = town.inside(GRID)
    said = Report(
        key=new_id(), words=words, lon=lon, lat=lat, kind=kind, address="清桥路 20 号",
        matter="" if kind == Kind.OPINION else LAMPS,
        about=workers.on_duty(GRID, now.date())[0].worker_id if kind == Kind.OPINION else None,
    )  # fmt: skip
    return residents.send(words, said, code=CODE, now=now)


def _called(now: datetime, words: str) -> Case:
    lon, lat = town.inside(GRID)
    said = Report(
        key=new_id(), words=words, lon=lon, lat=lat, channel=Channel.PHONE,
        caller_phone="10000000003",
    )  # fmt: skip
    return actions.report(said, by=WANG, now=now)


def _dispatched(now: datetime, words: str) -> str:
    number = sent(now - timedelta(hours=1), words).number
    actions.affirm(number, words="属实。", photos=[pictures.before(words)], by=ZHOU, now=now)
    actions.accept(number, by=WANG, now=now)
    actions.dispatch(
        number, lead=URBAN.id, participants=[WATER.id], note="请尽快到场。", by=WANG, now=now
    )
    return number


def _verifying(now: datetime, words: str) -> str:
    number = _dispatched(now, words)
    actions.sign(number, by=LI, now=now)
    actions.conclude(
        number, result="已修好。", reason="协办单位无须到场。", photos=[pictures.after(words)],
        by=LIU, now=now,
    )  # fmt: skip
    return number


def _walked(now: datetime, words: str) -> None:
    number = _verifying(now, words)
    actions.reply(number, words="已经派人修好，请您评价。", by=WANG, now=now)
    actions.confirm_done(number, words="灯亮了。", by=ZHOU, now=now)
