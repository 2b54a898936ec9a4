"""What can be done to a case: one function per verb, one transaction each."""

from .appealing import UnableToAppeal, UnableToRule, appeal, set_aside, uphold
from .asking import UnableToLogCall, UnableToRate, UnableToReject, log_call, rate, reject
from .checking import UnableToCheck, confirm_done, fail_check, refuse
from .closing import UnableToClose, close
from .correcting import (
    UnableToCorrect,
    UnableToSendBack,
    UnableToWithdraw,
    correct,
    send_back,
    withdraw,
)
from .desk import UnableToDecline, UnableToDispatch, accept, decline, dispatch
from .handing import UnableToHandTo, hand_to
from .limits import UnableToSetLimit, seed_limits, set_limit
from .merging import UnableToMerge, merge
from .problem import raise_problem
from .raising import UnableToEscalate, UnableToHandDown, escalate, hand_down
from .recounting import recount
from .reopening import UnableToArchive, UnableToReopen, archive, reopen
from .reporting import UnableToReport, UnableToSelfHandle, UnlistedMatter, report, self_handle
from .secrecy import (
    UnableToAdmit,
    UnableToConceal,
    UnableToDisclose,
    admit,
    conceal,
    disclose,
    renew_circle,
)
from .seeing import UnableToRequestCheck, affirm, deny, doubt, request_check
from .talking import UnableToSpeak, look, note, remark, reply, save_draft
from .templates import UnableToKeepTemplate, drop_template, keep_template
from .unit import (
    UnableToConclude,
    UnableToFeedBack,
    UnableToHandBack,
    conclude,
    feed_back,
    hand_back,
    sign,
)

__all__ = [
    "UnableToAdmit",
    "UnableToAppeal",
    "UnableToArchive",
    "UnableToCheck",
    "UnableToClose",
    "UnableToConceal",
    "UnableToConclude",
    "UnableToCorrect",
    "UnableToDecline",
    "UnableToDisclose",
    "UnableToDispatch",
    "UnableToEscalate",
    "UnableToFeedBack",
    "UnableToHandBack",
    "UnableToHandDown",
    "UnableToHandTo",
    "UnableToKeepTemplate",
    "UnableToLogCall",
    "UnableToMerge",
    "UnableToRate",
    "UnableToReject",
    "UnableToReopen",
    "UnableToReport",
    "UnableToRequestCheck",
    "UnableToRule",
    "UnableToSelfHandle",
    "UnableToSendBack",
    "UnableToSetLimit",
    "UnableToSpeak",
    "UnableToWithdraw",
    "UnlistedMatter",
    "accept",
    "admit",
    "affirm",
    "appeal",
    "archive",
    "close",
    "conceal",
    "conclude",
    "confirm_done",
    "correct",
    "decline",
    "deny",
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
    "log_call",
    "look",
    "merge",
    "note",
    "raise_problem",
    "rate",
    "recount",
    "refuse",
    "reject",
    "remark",
    "renew_circle",
    "reopen",
    "reply",
    "report",
    "request_check",
    "save_draft",
    "seed_limits",
    "self_handle",
    "send_back",
    "set_aside",
    "set_limit",
    "sign",
    "uphold",
    "withdraw",
]
