"""What may be done to cases, and what it takes beside the permission.

Where it may be done is the code on the actor's posts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from wangge.kernel.actor import Actor
from wangge.kernel.code import Level

from .models import Case, Channel, Kind

BY_DESK = frozenset({Channel.WALK_IN, Channel.PHONE})


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
    HEAR = "cases:hear"
    REQUEST_CHECK = "cases:request_check"
    AFFIRM = "cases:affirm"
    DENY = "cases:deny"
    DOUBT = "cases:doubt"
    SEND_BACK = "cases:send_back"
    CORRECT = "cases:correct"
    WITHDRAW = "cases:withdraw"
    MERGE = "cases:merge"
    ESCALATE = "cases:escalate"
    HAND_DOWN = "cases:hand_down"
    LOG_CALL = "cases:log_call"
    RATE = "cases:rate"
    REJECT = "cases:reject"
    APPEAL = "cases:appeal"
    UPHOLD = "cases:uphold"
    SET_ASIDE = "cases:set_aside"
    REOPEN = "cases:reopen"
    ARCHIVE = "cases:archive"
    REMARK = "cases:remark"
    NOTE = "cases:note"
    REPLY = "cases:reply"
    KEEP_TEMPLATE = "cases:keep_template"
    CONCEAL = "cases:conceal"
    ADMIT = "cases:admit"
    DISCLOSE = "cases:disclose"
    HAND_TO = "cases:hand_to"


def may_correct(case: Case, by: Actor) -> bool:
    """Who reported it; for callers and visitors, who cannot themselves, any desk."""
    spoken = case.channel in BY_DESK and by.scope(May.ACCEPT).covers(case)
    return case.reported_by == by.id or spoken


def may_withdraw(case: Case, by: Actor) -> bool:
    return case.reported_by == by.id


def may_escalate(case: Case, by: Actor) -> bool:
    """There is a desk above: the township's, the county's, and the city's above both."""
    return case.desk.level > Level.CITY


def may_hand_down(case: Case, by: Actor) -> bool:
    return case.desk.level < Level.TOWNSHIP


def may_conceal(case: Case, by: Actor) -> bool:
    return case.circle is None


def may_admit(case: Case, by: Actor) -> bool:
    return case.circle is not None


def may_disclose(case: Case, by: Actor) -> bool:
    """What is said about the grid work is never for everybody (Art. 5)."""
    return case.circle is not None and case.kind != Kind.OPINION


def may_request_check(case: Case, by: Actor) -> bool:
    return case.kind != Kind.OPINION


def may_remark(case: Case, by: Actor) -> bool:
    """Who reported it, who holds its follow code, and the desk that writes down what they say."""
    own = any(grant.only == case.pk for grant in by.scope(May.REMARK).grants)
    return own or case.reported_by == by.id or by.scope(May.REPLY).covers(case)


FIT: Mapping[str, Callable[[Case, Actor], bool]] = {
    "request_check": may_request_check,
    "correct": may_correct,
    "withdraw": may_withdraw,
    "escalate": may_escalate,
    "hand_down": may_hand_down,
    "conceal": may_conceal,
    "admit": may_admit,
    "remark": may_remark,
    "disclose": may_disclose,
}


def fits(verb: str, case: Case, by: Actor) -> bool:
    """Whether the case, and the actor's own share in it, are fit for a verb."""
    return verb not in FIT or FIT[verb](case, by)
