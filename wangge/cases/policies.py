"""What may be done to cases. Where it may be done is the code on the actor's posts."""

from __future__ import annotations

from enum import StrEnum


class May(StrEnum):
    VIEW = "cases:view"
    REPORT = "cases:report"
    SELF_HANDLE = "cases:self_handle"
    ACCEPT = "cases:accept"
    DECLINE = "cases:decline"
    DISPATCH = "cases:dispatch"
    SIGN = "cases:sign"
    HAND_BACK = "cases:hand_back"
    FEED_BACK = "cases:feed_back"
    CONCLUDE = "cases:conclude"
    CONFIRM_DONE = "cases:confirm_done"
    FAIL_CHECK = "cases:fail_check"
    REFUSE = "cases:refuse"
    CLOSE = "cases:close"
    RECOUNT = "cases:recount"
    VIEW_LIMITS = "cases:view_limits"
    SET_LIMIT = "cases:set_limit"
