"""What a unit does with its part: sign, hand back, feed back, conclude (Art. 10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction

from wangge.files import actions as files
from wangge.files.images import Picture
from wangge.files.models import Purpose
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import OutOfSight, Unable
from wangge.worktime import queries as worktime
from wangge.worktime.amounts import Amount, Unit

from ..flow import AT_UNITS, FLOW, OPEN_PARTS, PART_FLOW, PartState, Stage
from ..models import Case, Part
from ..policies import May
from ..queries import get_case, part_of, parts_of, present_parts
from . import clock

Photo = File[Any] | Picture
HAND_BACK_WITHIN = Amount(1, Unit.WORKING_DAY)


class UnableToHandBack(Unable):
    """A unit hands back once per case, within one working day of dispatch, on a stated basis."""


class UnableToFeedBack(Unable):
    """Participants feed back, in words."""


class UnableToConclude(Unable):
    """The lead concludes, when every participant has fed back or for a recorded reason."""


@transaction.atomic
def sign(number: str, *, by: Actor, now: datetime) -> Case:
    """The unit has taken note; its handling limit has been running since the dispatch."""
    case, part = held(number, by=by, may=May.SIGN)
    before = case.state
    if part.is_lead:
        case.state = FLOW.after("sign", case.state)
        case.save(update_fields=["state"])
    part.state = PART_FLOW.after("sign", part.state)
    part.due_at, part.warn_at = part.handle_due_at, part.handle_warn_at
    part.save(update_fields=["state", "due_at", "warn_at"])
    journal.record(
        "cases.signed", case, by=by, at=now, before=before, after=case.state, **part_told(part)
    )
    return case


@transaction.atomic
def hand_back(number: str, *, basis: str, by: Actor, now: datetime) -> Case:
    """The unit does not take the case, and says on what basis. The lead's no returns the case to
    the desk; a participant's leaves the others at work."""
    case, part = held(number, by=by, may=May.HAND_BACK)
    before = case.state
    after = FLOW.after("hand_back", case.state)
    part.state = PART_FLOW.after("hand_back", part.state)
    part.result = _basis(case, part, basis, now)
    part.save(update_fields=["state", "result"])
    limit = None
    if part.is_lead:
        case.state = after
        limit = clock.start(case, Stage.DISPATCH, now=now)
        case.save()
    journal.record(
        "cases.handed_back", case, by=by, at=now, before=before, after=case.state,
        basis=part.result, limit=limit and clock.told(limit), **part_told(part),
    )  # fmt: skip
    return case


@transaction.atomic
def feed_back(
    number: str, *, result: str, photos: Sequence[Photo] = (), by: Actor, now: datetime
) -> Case:
    """A participant has done its part and says, perhaps shows, what it did; the lead may count on
    it.
    """
    case, part = held(number, by=by, may=May.FEED_BACK)
    if part.is_lead:
        raise UnableToFeedBack("牵头单位请用“办结”；“反馈”由协办单位使用。")
    part.state = PART_FLOW.after("feed_back", part.state)
    if not result.strip():
        raise UnableToFeedBack("请写明办理情况。", field="result")
    part.result = result.strip()
    part.save(update_fields=["state", "result"])
    shown = files.attach(case, photos, purpose=Purpose.FEED_BACK, by=by, now=now)
    journal.record(
        "cases.fed_back", case, by=by, at=now, before=case.state, after=case.state,
        photos=[str(photo.id) for photo in shown], **part_told(part),
    )  # fmt: skip
    return case


@transaction.atomic
def conclude(
    number: str,
    *,
    result: str,
    reason: str = "",
    photos: Sequence[Photo] = (),
    by: Actor,
    now: datetime,
) -> Case:
    """The lead says it is done; the grid's worker is to verify it on site.

    Participants who have not fed back are released, which needs a recorded reason.
    """
    case, part = held(number, by=by, may=May.CONCLUDE)
    if not part.is_lead:
        raise UnableToConclude("只有牵头单位可以办结；协办单位请用“反馈”。")
    before, case.state = case.state, FLOW.after("conclude", case.state)
    part.state = PART_FLOW.after("conclude", part.state)
    if not result.strip():
        raise UnableToConclude("请写明办理结果。", field="result")
    part.result, case.concluded_by = result.strip(), by.id
    released = _release_waiting(case, reason)
    part.save(update_fields=["state", "result"])
    limit = clock.start(case, Stage.VERIFY, now=now)
    case.save()
    shown = files.attach(case, photos, purpose=Purpose.CONCLUDE, by=by, now=now)
    journal.record(
        "cases.concluded", case, by=by, at=now, before=before, after=case.state, released=released,
        reason=reason.strip(), photos=[str(photo.id) for photo in shown],
        limit=clock.told(limit), **part_told(part),
    )  # fmt: skip
    return case


def held(number: str, *, by: Actor, may: May) -> tuple[Case, Part]:
    """The case, locked and with the units, and the part of the unit for which the actor acts."""
    case = get_case(number, by=by, may=may, lock=True)
    if case.state not in AT_UNITS:
        raise FLOW.refusal(may.removeprefix("cases:"), case.state)
    part = part_of(case, by.unit)
    if part is None:
        raise OutOfSight(number)
    return case, part


def _basis(case: Case, part: Part, basis: str, now: datetime) -> str:
    if not basis.strip():
        raise UnableToHandBack("请写明退回的依据（职责分工文件、条款或事实）。", field="basis")
    earlier = parts_of(case).filter(unit=part.unit, state=PartState.HANDED_BACK)
    if earlier.exists():
        raise UnableToHandBack("贵单位已退回过一次；再次退回须由县级网格化机构裁定。")
    last_moment = worktime.limit(part.dispatched_at, HAND_BACK_WITHIN).due_at
    if now > last_moment:
        raise UnableToHandBack(
            f"退回须在分派后 1 个工作日内提出，本件已于 {last_moment:%m月%d日 %H:%M} 过期。"
        )
    return basis.strip()


def _release_waiting(case: Case, reason: str) -> list[str]:
    waiting = [p for p in present_parts(case) if not p.is_lead and p.state in OPEN_PARTS]
    if waiting and not reason.strip():
        raise UnableToConclude(
            f"还有 {len(waiting)} 个协办单位没有反馈；请等其反馈，或写明不等的理由。",
            field="reason",
        )
    for part in waiting:
        part.state = PART_FLOW.after("release", part.state)
        part.save(update_fields=["state"])
    return [str(part.unit) for part in waiting]


def part_told(part: Part) -> dict[str, Any]:
    """A unit's part as the journal names it."""
    return {"unit": str(part.unit), "lead": part.is_lead, "part": part.state, "round": part.round}
