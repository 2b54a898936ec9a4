"""Inside a unit: who of its people does it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff import queries as staff

from ..flow import OPEN_PARTS, PART_FLOW
from ..models import Part
from ..policies import May
from ..queries import local_day
from .unit import held, part_told


class UnableToHandTo(Unable):
    """A part in hand goes to somebody of the unit who may conclude it."""


@transaction.atomic
def hand_to(number: str, *, handler: UUID, reason: str = "", by: Actor, now: datetime) -> Part:
    """The unit's part is done by this person; the unit's clock and duty are as before."""
    case, part = held(number, by=by, may=May.HAND_TO)
    if part.state not in OPEN_PARTS:
        raise PART_FLOW.refusal("hand_to", part.state)
    able = staff.members(part.unit, permission=May.CONCLUDE, code=case.code, on=local_day(now))
    chosen = next((account for account in able if account.pk == handler), None)
    if chosen is None:
        raise UnableToHandTo("这个人不是本单位在岗的承办人，请重新选择。", field="handler")
    if handler == part.handler:
        raise UnableToHandTo("本件已经由这个人承办，请选择其他人。", field="handler")
    earlier, part.handler = part.handler, handler
    part.save(update_fields=["handler"])
    journal.record(
        "cases.handed_to", case, by=by, at=now, before=case.state, after=case.state,
        handler=str(handler), handler_label=chosen.name, earlier=earlier and str(earlier),
        reason=reason.strip(), **part_told(part),
    )  # fmt: skip
    return part
