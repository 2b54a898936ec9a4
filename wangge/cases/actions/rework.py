"""Done again: the lead has the case back under a new limit."""

from __future__ import annotations

from datetime import datetime

from wangge.worktime.limits import Limit

from ..flow import PART_FLOW, Stage
from ..models import Case
from ..queries import present_parts
from . import clock


def give_back_to_lead(case: Case, verb: str, *, now: datetime) -> Limit:
    """A rework is counted and the lead's part is in hand again; its new limit is appended."""
    case.reworks += 1
    lead = next(part for part in present_parts(case) if part.is_lead)
    lead.state = PART_FLOW.after(verb, lead.state)
    limit = clock.start(case, Stage.HANDLE, unit=lead.unit, now=now)
    lead.due_at = lead.handle_due_at = limit.due_at
    lead.warn_at = lead.handle_warn_at = limit.warn_at
    lead.save()
    return limit
