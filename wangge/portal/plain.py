"""What residents call things: plain words for matters, and words that sound like danger.

`part` is looked for in the names of the matters in force at the place; where none has it, and for
a choice without one, the report is an 其他诉求. Any report is accepted. Disputes are nothing to
be looked at on site.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """One choice of the report form."""

    key: str
    words: str
    part: str = ""
    dispute: bool = False


OTHER = "other"
CHOICES = (
    Plain("facility", "路灯、井盖、水管坏了", "公共设施损坏"),
    Plain("litter", "垃圾、占道、乱堆、违建", "占道、乱堆"),
    Plain("neighbours", "邻里、家庭、土地纠纷", "矛盾纠纷排查", dispute=True),
    Plain("property", "小区物业、业委会的事", "业委会纠纷", dispute=True),
    Plain("fire", "消防通道、飞线充电等火灾隐患", "电动自行车停放充电"),
    Plain("house", "房屋、围墙、危房隐患", "自建房安全"),
    Plain("road", "道路、桥梁、水边危险", "道路险情"),
    Plain("order", "治安、可疑情况、噪声扰民", "治安隐患"),
    Plain("hygiene", "环境卫生、蚊虫鼠害", "爱国卫生"),
    Plain("hardship", "家里有困难、要救助", "低保、特困"),
    Plain("elderly", "老人、孩子、残疾人要照看", "独居、空巢老人"),
    Plain("policy", "社保、医保等政策咨询", "医保社保政策"),
    Plain(OTHER, "其他事，或说不清是哪一类"),
)
BY_KEY = {choice.key: choice for choice in CHOICES}

FIRE, POLICE, AMBULANCE = "119", "110", "120"
DANGER = {
    FIRE: (
        *("起火", "着火", "火灾", "冒烟", "爆炸", "漏气", "煤气味", "燃气泄漏", "被困", "溺水"),
        *("落水", "塌方", "坍塌", "垮塌", "滑坡", "泥石流", "洪水", "触电"),
    ),
    POLICE: (
        *("打人", "打架", "持刀", "砍人", "杀人", "抢劫", "抢夺", "家暴", "绑架", "失踪"),
        *("自杀", "轻生", "跳楼", "跳河"),
    ),
    AMBULANCE: ("昏迷", "晕倒", "大出血", "流血", "中毒", "车祸", "快不行", "没呼吸", "触电"),
}


def danger(words: str) -> list[str]:
    """The emergency numbers that fit what somebody wrote; empty when nothing sounds dangerous."""
    return [number for number, signs in DANGER.items() if any(sign in words for sign in signs)]


def danger_words() -> str:
    """All words of danger in one line, for the page to look for while somebody writes."""
    return "|".join(sorted({sign for signs in DANGER.values() for sign in signs}))
