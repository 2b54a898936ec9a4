"""What residents of the demo reported, and what became of it: verbs in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from democity.residents import IN_HAND, TO_RATE

Step = tuple[str, str, dict[str, Any]]
PHONE = "10000000001"


@dataclass(frozen=True, slots=True)
class Tale:
    """A matter reported so many hours ago, and its steps since then: verb, who, and what."""

    name: str
    words: str
    hours: float
    steps: tuple[Step, ...] = ()
    matter: str = ""
    channel: str = "public"
    kind: str = "matter"
    about_zhou: bool = False
    photo: bool = False
    asked: bool = False
    address: str = "清桥路（演示）"
    caller: str = ""


AFFIRM: Step = ("affirm", "zhou", {"words": "已到现场看过，情况属实。"})
ACCEPT: Step = ("accept", "wang", {})
DISPATCH: Step = ("dispatch", "wang", {"note": "请尽快到场查看。"})
SIGN: Step = ("sign", "li", {})
HAND_TO: Step = ("hand_to", "li", {"reason": "由片区承办人办理"})
CONCLUDE: Step = ("conclude", "liu", {"result": "已到场处理完毕，恢复正常。"})
DONE: Step = ("confirm_done", "zhou", {"words": "到现场看过，已办好。"})
REPLY: Step = ("reply", "wang", {"words": "您好，您反映的事已经交承办单位办理，办好后请您评价。"})
CALL: Step = ("log_call", "wang", {"reached": False})
UNSATISFIED: Step = ("reject", "resident", {"reason": "只修了一半，晚上还是不亮。"})
SATISFIED: Step = ("rate", "resident", {"outcome": "satisfied", "reason": "来得很快，谢谢。"})
TAKEN_IN = (ACCEPT, DISPATCH, SIGN)
TO_FOLLOW_UP = (AFFIRM, *TAKEN_IN, CONCLUDE, DONE)

TALES = (
    Tale("waiting 1", "路口的路灯坏了三盏，晚上看不清", 1.5, matter="路灯", photo=True),
    Tale("waiting 2", "巷口井盖翘起来了，电动车差点摔倒", 0.7, matter="井盖", caller=PHONE),
    Tale("waiting 3", "楼下水管漏水好几天了", 3, matter="水管"),
    Tale("asked", "小区门口垃圾桶满了没人收", 2, asked=True),
    Tale(
        TO_RATE, "清桥路桥头路灯不亮", 30,
        (AFFIRM, ACCEPT, REPLY, DISPATCH, SIGN, HAND_TO, CONCLUDE, DONE),
        matter="路灯", photo=True, caller=PHONE,
    ),
    Tale(
        IN_HAND, "桥下水沟堵了，下雨就倒灌进屋", 9,
        (
            AFFIRM, ACCEPT, DISPATCH, SIGN, ("remark", "resident", {"words": "昨晚又淹了一次。"}),
            ("note", "wang", {"words": "已电话催办，对方答应两天内到场。"}), REPLY,
        ),
        matter="河道", photo=True,
    ),
    Tale("sent back", "那边有人乱倒垃圾", 5, (
        AFFIRM, ("send_back", "wang", {"words": "请补充是哪栋楼、在楼的哪一侧。"}),
    ), address=""),
    Tale("denied", "广场地砖全部碎了", 6, (
        ("deny", "zhou", {"words": "到场看过，地砖完好，只是有积水。"}),
    )),
    Tale("doubted", "半夜总有货车鸣笛", 20, (
        ("doubt", "zhou", {"words": "白天去看不出来，需要夜间再核实。"}),
    )),
    Tale("main", "菜市场门口占道经营，走不过去", 26, (AFFIRM, *TAKEN_IN), matter="占道"),
    Tale("merged", "菜市场那里摆摊把路堵死了", 22, (
        AFFIRM, ("merge", "wang", {"into": "main"}),
    ), matter="占道", caller=PHONE),
    Tale("withdrawn", "楼道里的杂物没人清", 28, (
        ("withdraw", "resident", {"reason": "邻居自己清走了。"}),
    ), matter="占道"),
    Tale("archived", "门口的广告牌歪了", 24 * 120, (
        AFFIRM, ("decline", "wang", {"reason": "广告牌属商户自有，已告知商户自行加固。"}),
    )),
    Tale("calls", "三栋楼下的下水道返味", 60, (
        *TAKEN_IN, CONCLUDE, DONE, CALL, CALL,
    ), channel="phone", caller=PHONE),
    Tale("reworked", "人行道路灯时亮时灭", 70, (*TO_FOLLOW_UP, UNSATISFIED), matter="路灯"),
    Tale("appealed", "绿化带喷头坏了，水流到路上", 50, (
        *TO_FOLLOW_UP,
        ("reject", "resident", {"reason": "希望整条路的喷头都换新的。"}),
        ("appeal", "li", {"words": "反映的喷头已修好；整条路更换不属于本件。"}),
    ), matter="水管", photo=True),
    Tale("rated", "健身器材螺丝松了", 75, (*TO_FOLLOW_UP, SATISFIED), photo=True),
    Tale("secret", "邻居长期打骂老人，请不要说是我反映的", 8, (
        ("conceal", "wang", {"reason": "涉及反映人安全。"}),
        ACCEPT,
    ), channel="walk_in", kind="dispute", matter="纠纷", caller=PHONE),
    Tale("raised", "两个街道交界处的断头路没人管", 12, (
        AFFIRM, ACCEPT,
        ("escalate", "wang", {"words": "涉及两个街道，请区里协调。"}),
    )),
    Tale("opinion on zhou", "网格员上门时态度不耐烦，希望耐心一点", 14, kind="opinion",
         about_zhou=True, address=""),
    Tale("opinion", "希望网格公示牌写上晚上能打的电话", 40, kind="opinion", address=""),
)  # fmt: skip
