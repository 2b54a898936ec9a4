"""What can be done to a case: one function per verb, one transaction each."""

from .checking import UnableToCheck, confirm_done, fail_check, refuse
from .closing import UnableToClose, close
from .desk import UnableToDecline, UnableToDispatch, accept, decline, dispatch
from .limits import UnableToSetLimit, seed_limits, set_limit
from .recounting import recount
from .reporting import UnableToReport, UnableToSelfHandle, UnlistedMatter, report, self_handle
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
    "UnableToCheck",
    "UnableToClose",
    "UnableToConclude",
    "UnableToDecline",
    "UnableToDispatch",
    "UnableToFeedBack",
    "UnableToHandBack",
    "UnableToReport",
    "UnableToSelfHandle",
    "UnableToSetLimit",
    "UnlistedMatter",
    "accept",
    "close",
    "conclude",
    "confirm_done",
    "decline",
    "dispatch",
    "fail_check",
    "feed_back",
    "hand_back",
    "recount",
    "refuse",
    "report",
    "seed_limits",
    "self_handle",
    "set_limit",
    "sign",
]
