"""The pages of cases."""

from .detail import anywhere, detail, map_json, print_sheet
from .limits import limits, set_limit
from .lists import queue, todo
from .reporting import report, self_handle
from .verbs import (
    accept,
    close,
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

__all__ = [
    "accept",
    "anywhere",
    "close",
    "conclude",
    "confirm_done",
    "decline",
    "detail",
    "dispatch",
    "fail_check",
    "feed_back",
    "hand_back",
    "limits",
    "map_json",
    "print_sheet",
    "queue",
    "refuse",
    "report",
    "self_handle",
    "set_limit",
    "sign",
    "todo",
]
