"""The life of a case, and of a unit's part in it: two tables."""

from __future__ import annotations

from django.db.models import TextChoices

from wangge.kernel.flow import Flow


class State(TextChoices):
    REPORTED = "reported", "已上报"
    ACCEPTED = "accepted", "已受理"
    DISPATCHED = "dispatched", "已分派"
    HANDLING = "handling", "处置中"
    HANDED_BACK = "handed_back", "已退回"
    VERIFYING = "verifying", "待核查"
    FOLLOW_UP = "follow_up", "待回访"
    CLOSED = "closed", "已结案"
    DECLINED = "declined", "不予受理"


class PartState(TextChoices):
    TO_SIGN = "to_sign", "待签收"
    HANDLING = "handling", "处置中"
    FED_BACK = "fed_back", "已反馈"
    CONCLUDED = "concluded", "已办结"
    HANDED_BACK = "handed_back", "已退回"
    RELEASED = "released", "已解除"


class Stage(TextChoices):
    """What a limit is set for."""

    ACCEPT = "accept", "受理"
    DISPATCH = "dispatch", "分派"
    SIGN = "sign", "签收"
    HANDLE = "handle", "办理"
    PARTICIPATE = "participate", "协办"
    VERIFY = "verify", "核查"
    FOLLOW_UP = "follow_up", "回访"


VERBS = {
    "report": "上报",
    "self_handle": "自办",
    "accept": "受理",
    "decline": "不予受理",
    "dispatch": "分派",
    "sign": "签收",
    "hand_back": "退回",
    "feed_back": "反馈",
    "conclude": "办结",
    "confirm_done": "核查通过",
    "fail_check": "核查不通过",
    "refuse": "不予执行",
    "close": "结案",
    "release": "解除",
}

OPEN = frozenset(set(State) - {State.CLOSED, State.DECLINED})
AT_UNITS = frozenset({State.DISPATCHED, State.HANDLING})
OPEN_PARTS = frozenset({PartState.TO_SIGN, PartState.HANDLING})

FLOW = Flow(
    {
        "accept": ({State.REPORTED}, State.ACCEPTED),
        "decline": ({State.REPORTED}, State.DECLINED),
        "dispatch": ({State.ACCEPTED, State.HANDED_BACK}, State.DISPATCHED),
        "sign": ({State.DISPATCHED}, State.HANDLING),
        "hand_back": (AT_UNITS, State.HANDED_BACK),
        "conclude": ({State.HANDLING}, State.VERIFYING),
        "confirm_done": ({State.VERIFYING}, State.FOLLOW_UP),
        "fail_check": ({State.VERIFYING}, State.HANDLING),
        "refuse": ({State.VERIFYING}, State.VERIFYING),
        "close": ({State.FOLLOW_UP}, State.CLOSED),
    },
    say=VERBS | {state.value: state.label for state in State},
)

PART_FLOW = Flow(
    {
        "sign": ({PartState.TO_SIGN}, PartState.HANDLING),
        "feed_back": ({PartState.HANDLING}, PartState.FED_BACK),
        "hand_back": ({PartState.TO_SIGN, PartState.HANDLING}, PartState.HANDED_BACK),
        "conclude": ({PartState.HANDLING}, PartState.CONCLUDED),
        "fail_check": ({PartState.CONCLUDED}, PartState.HANDLING),
        "release": (OPEN_PARTS, PartState.RELEASED),
    },
    say=VERBS | {state.value: state.label for state in PartState},
)
