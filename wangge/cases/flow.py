"""The life of a case, of a unit's part in it, and of a rating: three tables."""

from __future__ import annotations

from django.db.models import TextChoices

from wangge.kernel.flow import Flow


class State(TextChoices):
    TO_CONFIRM = "to_confirm", "待核实"
    REPORTED = "reported", "已上报"
    SENT_BACK = "sent_back", "待补正"
    ACCEPTED = "accepted", "已受理"
    DISPATCHED = "dispatched", "已分派"
    HANDLING = "handling", "处置中"
    HANDED_BACK = "handed_back", "已退回"
    VERIFYING = "verifying", "待核查"
    FOLLOW_UP = "follow_up", "待回访"
    CLOSED = "closed", "已结案"
    DECLINED = "declined", "不予受理"
    MERGED = "merged", "已合并"
    WITHDRAWN = "withdrawn", "已撤回"
    ARCHIVED = "archived", "已归档"


class PartState(TextChoices):
    TO_SIGN = "to_sign", "待签收"
    HANDLING = "handling", "处置中"
    FED_BACK = "fed_back", "已反馈"
    CONCLUDED = "concluded", "已办结"
    HANDED_BACK = "handed_back", "已退回"
    RELEASED = "released", "已解除"


class RatingState(TextChoices):
    GIVEN = "given", "有效"
    APPEALED = "appealed", "申诉中"
    UPHELD = "upheld", "维持"
    SET_ASIDE = "set_aside", "不计入"


class Stage(TextChoices):
    """What a limit is set for."""

    CONFIRM = "confirm", "核实"
    CORRECT = "correct", "补正"
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
    "request_check": "转核实",
    "affirm": "核实属实",
    "deny": "核实不属实",
    "doubt": "无法核实",
    "send_back": "退回补正",
    "correct": "补正",
    "withdraw": "撤回",
    "merge": "合并",
    "escalate": "提级",
    "hand_down": "交办",
    "accept": "受理",
    "decline": "不予受理",
    "dispatch": "分派",
    "sign": "签收",
    "hand_back": "退回",
    "hand_to": "交给承办人",
    "feed_back": "反馈",
    "conclude": "办结",
    "confirm_done": "核查通过",
    "fail_check": "核查不通过",
    "refuse": "不予执行",
    "log_call": "记录回访",
    "close": "结案",
    "rate": "评价",
    "reject": "不满意，重办",
    "reopen": "重新办理",
    "archive": "归档",
    "remark": "补充说明",
    "reply": "答复",
    "note": "内部备注",
    "conceal": "设为保密",
    "admit": "加入知情人",
    "disclose": "解除保密",
    "release": "解除",
    "appeal": "申诉评价",
    "uphold": "维持评价",
    "set_aside": "评价不计入",
}

ENDED = frozenset({State.CLOSED, State.DECLINED, State.MERGED, State.WITHDRAWN})
OPEN = frozenset(set(State) - ENDED - {State.ARCHIVED})
UNDECIDED = frozenset({State.TO_CONFIRM, State.REPORTED, State.SENT_BACK})
AT_DESK = frozenset({State.REPORTED, State.ACCEPTED, State.HANDED_BACK})
AT_UNITS = frozenset({State.DISPATCHED, State.HANDLING})
OPEN_PARTS = frozenset({PartState.TO_SIGN, PartState.HANDLING})

FLOW = Flow(
    {
        "request_check": ({State.REPORTED}, State.TO_CONFIRM),
        "affirm": ({State.TO_CONFIRM}, State.REPORTED),
        "deny": ({State.TO_CONFIRM}, State.REPORTED),
        "doubt": ({State.TO_CONFIRM}, State.REPORTED),
        "accept": ({State.REPORTED, State.TO_CONFIRM}, State.ACCEPTED),
        "decline": (UNDECIDED, State.DECLINED),
        "send_back": ({State.REPORTED}, State.SENT_BACK),
        "correct": ({State.SENT_BACK}, State.REPORTED),
        "withdraw": (UNDECIDED | {State.ACCEPTED}, State.WITHDRAWN),
        "merge": (UNDECIDED | {State.ACCEPTED, State.HANDED_BACK}, State.MERGED),
        "escalate": (AT_DESK, None),
        "hand_down": (AT_DESK, None),
        "dispatch": ({State.ACCEPTED, State.HANDED_BACK}, State.DISPATCHED),
        "sign": ({State.DISPATCHED}, State.HANDLING),
        "hand_back": (AT_UNITS, State.HANDED_BACK),
        "conclude": ({State.HANDLING}, State.VERIFYING),
        "confirm_done": ({State.VERIFYING}, State.FOLLOW_UP),
        "fail_check": ({State.VERIFYING}, State.HANDLING),
        "refuse": ({State.VERIFYING}, State.VERIFYING),
        "log_call": ({State.FOLLOW_UP}, None),
        "close": ({State.FOLLOW_UP}, State.CLOSED),
        "rate": ({State.FOLLOW_UP, State.CLOSED}, State.CLOSED),
        "reject": ({State.FOLLOW_UP, State.CLOSED}, State.HANDLING),
        "reopen": ({State.CLOSED, State.DECLINED}, State.ACCEPTED),
        "archive": (ENDED, State.ARCHIVED),
        "remark": (OPEN | {State.MERGED}, None),
        "reply": (set(State), None),
        "note": (set(State), None),
        "conceal": (set(State), None),
        "admit": (set(State), None),
        "disclose": (set(State), None),
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
        "reject": ({PartState.CONCLUDED}, PartState.HANDLING),
        "release": (OPEN_PARTS, PartState.RELEASED),
    },
    say=VERBS | {state.value: state.label for state in PartState},
)

RATING_FLOW = Flow(
    {
        "appeal": ({RatingState.GIVEN}, RatingState.APPEALED),
        "uphold": ({RatingState.APPEALED}, RatingState.UPHELD),
        "set_aside": ({RatingState.APPEALED}, RatingState.SET_ASIDE),
    },
    say=VERBS | {state.value: state.label for state in RatingState},
)
