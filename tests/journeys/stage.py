"""What the journeys find when they begin: the town, and cases in every state, made by the verbs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from democity.cast import GRID, URBAN, WATER
from tests import town
from tests.journeys import stage_public
from tests.town import DISPUTE, LAMPS, LI, LIU, WANG, ZHOU
from wangge.cases import actions
from wangge.cases.actions.reporting import Report
from wangge.cases.models import Case
from wangge.kernel.actor import Actor
from wangge.kernel.ids import new_id

OFF_LIST = "请网格员给小区广场舞比赛当裁判"
DONE, NOT_DONE = "三号楼路灯已修，请核查", "五号楼路灯已修，请核查"
BY_KEYBOARD, IN_TWO_TABS = "人行道护栏松动", "小广场喷泉漏电"
LONG_WORDS = (
    "清桥路与凤凰路交叉口东南角人行道连续三块地砖破损松动，下雨天积水后行人踩上去溅水，"
    "附近有小学和菜市场，早晚人多，已有两位老人绊倒，请尽快修补，并检查沿线其他路段。"
)


def build() -> None:
    """The town with a case in every state; safe to walk by any journey."""
    town.build()
    now = timezone.now()
    for state in (_reported, _accepted, _dispatched, _handling, _handed_back, _follow_up):
        state(now)
    _closed(now)
    _verifying(now, OFF_LIST, "")
    _verifying(now, DONE, LAMPS)
    _verifying(now, NOT_DONE, LAMPS)
    reported(now, BY_KEYBOARD)
    reported(now, IN_TWO_TABS)
    stage_public.build(now)


def reported(now: datetime, words: str, matter: str = LAMPS, by: Actor = ZHOU) -> Case:
    lon, lat = town.inside(GRID)
    said = Report(
        key=new_id(), words=words, lon=lon, lat=lat, matter=matter, address="清桥路 18 号"
    )
    return actions.report(said, by=by, now=now)


def accepted(now: datetime, words: str, matter: str = LAMPS) -> Case:
    return actions.accept(reported(now, words, matter).number, by=WANG, now=now)


def dispatched(now: datetime, words: str, matter: str = LAMPS) -> Case:
    case = accepted(now, words, matter)
    return actions.dispatch(
        case.number, lead=URBAN.id, participants=[WATER.id], note="请两天内到场查看。",
        by=WANG, now=now,
    )  # fmt: skip


def handling(now: datetime, words: str, matter: str = LAMPS) -> Case:
    return actions.sign(dispatched(now, words, matter).number, by=LI, now=now)


def _reported(now: datetime) -> None:
    reported(now, LONG_WORDS)
    reported(now - timedelta(days=20), "楼上漏水，两家起了争执", DISPUTE)


def _accepted(now: datetime) -> None:
    accepted(now, "公交站牌倾斜")


def _dispatched(now: datetime) -> None:
    dispatched(now, "下水道井盖缺失")


def _handling(now: datetime) -> None:
    handling(now, "临时摊点占道")
    handling(now - timedelta(days=30), "绿化带内堆放建筑垃圾")


def _handed_back(now: datetime) -> None:
    case = dispatched(now, "电力井盖松动")
    actions.hand_back(case.number, basis="电力设施由供电公司负责维护。", by=LI, now=now)


def _verifying(now: datetime, words: str, matter: str) -> Case:
    case = handling(now, words, matter)
    return actions.conclude(
        case.number, result="已到场办理。", reason="协办单位无须到场。", by=LIU, now=now
    )


def _follow_up(now: datetime) -> Case:
    case = _verifying(now, "健身器材螺丝松动", LAMPS)
    return actions.confirm_done(case.number, words="现场已修好。", by=ZHOU, now=now)


def _closed(now: datetime) -> None:
    earlier = now - timedelta(days=3)
    case = _follow_up(earlier)
    actions.close(case.number, outcome="nobody", by=WANG, now=earlier)
    declined = reported(earlier, "重复上报的同一盏路灯")
    actions.decline(declined.number, reason="与前一件重复。", by=WANG, now=earlier)
