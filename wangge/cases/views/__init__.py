"""The pages of cases."""

from .asking import appeal, close, hand_to, log_call, reject, set_aside, uphold
from .bulk import bulk_accept, bulk_dispatch
from .detail import anywhere, detail, map_json, photo, print_sheet
from .everyday import (
    affirm,
    conceal,
    correct,
    deny,
    disclose,
    doubt,
    escalate,
    hand_down,
    reopen,
    request_check,
    send_back,
    withdraw,
)
from .limits import limits, set_limit
from .lists import queue
from .looking import looking
from .merging import merge
from .ratings import ratings
from .registering import registered, similar
from .reporting import report, self_handle
from .secrecy import admit
from .talking import (
    drop_template,
    keep_template,
    note,
    remark,
    reply,
    reply_templates,
    save_draft,
)
from .verbs import (
    accept,
    conclude,
    confirm_done,
    decline,
    dispatch,
    fail_check,
    feed_back,
    hand_back,
    refuse,
    sign,
)
from .workbench import todo

__all__ = [
    "accept",
    "admit",
    "affirm",
    "anywhere",
    "appeal",
    "bulk_accept",
    "bulk_dispatch",
    "close",
    "conceal",
    "conclude",
    "confirm_done",
    "correct",
    "decline",
    "deny",
    "detail",
    "disclose",
    "dispatch",
    "doubt",
    "drop_template",
    "escalate",
    "fail_check",
    "feed_back",
    "hand_back",
    "hand_down",
    "hand_to",
    "keep_template",
    "limits",
    "log_call",
    "looking",
    "map_json",
    "merge",
    "note",
    "photo",
    "print_sheet",
    "queue",
    "ratings",
    "refuse",
    "registered",
    "reject",
    "remark",
    "reopen",
    "reply",
    "reply_templates",
    "report",
    "request_check",
    "save_draft",
    "self_handle",
    "send_back",
    "set_aside",
    "set_limit",
    "sign",
    "similar",
    "todo",
    "uphold",
    "withdraw",
]
