"""What the operator's desk does: accept, decline, dispatch (Art. 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.matters.models import Urgency
from wangge.worktime.limits import Limit

from ..circle import circle_told, of_units, widened
from ..flow import FLOW, OPEN_PARTS, PART_FLOW, PartState, Stage
from ..models import Case, Part
from ..policies import May
from ..queries import amounts_for, handle_amount, local_day, present_parts, units_for
from . import clock
from .at_desk import at_desk
from .reporting import OTHER_DEMAND, listed


class UnableToDecline(Unable):
    """A case is declined only with a reason."""


class UnableToDispatch(Unable):
    """The lead or a participant cannot take the case."""


@transaction.atomic
def accept(
    number: str, *, matter: str | None = None, urgency: str | None = None, by: Actor, now: datetime
) -> Case:
    """The desk takes the case in; from now on the dispatch limit runs.

    `matter` and `urgency` correct what was reported; limits already kept stay as they were.
    """
    case = at_desk(number, by=by, may=May.ACCEPT)
    before, case.state = case.state, FLOW.after("accept", case.state)
    if matter is not None:
        file_under(case, matter, now)
    if urgency is not None:
        case.urgency = Urgency(urgency)
    limit = clock.start(case, Stage.DISPATCH, now=now)
    case.save()
    journal.record(
        "cases.accepted", case, by=by, at=now, before=before, after=case.state, line=case.line,
        category=case.category, urgency=case.urgency, limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def decline(number: str, *, reason: str, by: Actor, now: datetime) -> Case:
    """The case ends without being taken in, for a reason that its reporter can read."""
    case = at_desk(number, by=by, may=May.DECLINE)
    before, case.state = case.state, FLOW.after("decline", case.state)
    if not reason.strip():
        raise UnableToDecline("请写明不予受理的理由。", field="reason")
    clock.stop(case, now=now)
    case.save()
    journal.record(
        "cases.declined", case, by=by, at=now, before=before, after=case.state,
        reason=reason.strip(),
    )  # fmt: skip
    return case


@transaction.atomic
def dispatch(
    number: str,
    *,
    lead: UUID,
    participants: Sequence[UUID] = (),
    note: str = "",
    by: Actor,
    now: datetime,
) -> Case:
    """Hand a case to its one lead unit and any participants, and start their clocks.

    The clock starts now, not when a unit signs. A case that was handed back may be dispatched
    again; the new limits are added, never put in the place of the old. Of a confidential case
    those who sign for its units come to know.
    """
    case = at_desk(number, by=by, may=May.DISPATCH)
    before, case.state = case.state, FLOW.after("dispatch", case.state)
    units = _chosen(case, lead, participants, now)
    released = _release_open_parts(case)
    limits = _limits(case, now=now)
    case.round += 1
    case.units = units
    case.circle = widened(case, of_units(case, units, local_day(now)))
    clock.show(case, limits[Stage.HANDLE])
    case.save()
    parts = [_part(case, unit, limits, note=note, now=now) for unit in units]
    _keep(case, parts, limits)
    Part.objects.bulk_create(parts)
    journal.record(
        "cases.dispatched", case, by=by, at=now, before=before, after=case.state, lead=str(lead),
        participants=[str(unit) for unit in units[1:]], released=released, note=note,
        limits={stage.value: clock.told(limit) for stage, limit in limits.items()},
        circle=circle_told(case),
    )  # fmt: skip
    return case


def file_under(case: Case, number: str, now: datetime) -> None:
    """Under a matter that is on the list of its place today, or under none: 其他诉求."""
    if not number:
        case.line, case.category = "", OTHER_DEMAND
        return
    matter = listed(number, case.code, now)
    case.line, case.category = matter.number, matter.category.name


def _chosen(case: Case, lead: UUID, participants: Sequence[UUID], now: datetime) -> list[UUID]:
    """The units, lead first; each once, and each one that serves the place."""
    units = [lead, *participants]
    if len(set(units)) < len(units):
        raise UnableToDispatch(
            "同一单位只能选一次，牵头单位不能又是协办单位。", field="participants"
        )
    serving = {unit.id for unit in units_for(case, local_day(now))}
    if lead not in serving:
        raise UnableToDispatch("这个单位不负责该地，请另选牵头单位。", field="lead")
    if not serving.issuperset(participants):
        raise UnableToDispatch("有协办单位不负责该地，请重新选择。", field="participants")
    return units


def _release_open_parts(case: Case) -> list[str]:
    """Participants of an earlier round need not go on."""
    released = [part for part in present_parts(case) if part.state in OPEN_PARTS]
    for part in released:
        part.state = PART_FLOW.after("release", part.state)
        part.save(update_fields=["state"])
    return [str(part.unit) for part in released]


def _limits(case: Case, *, now: datetime) -> dict[Stage, Limit]:
    """Sign, handle and participate, counted from the dispatch; a participant's is never later
    than the lead's."""
    on = local_day(now)
    amounts = amounts_for(case.urgency, on)
    if handle := handle_amount(case, on):
        amounts[Stage.HANDLE] = handle
    stages = (Stage.SIGN, Stage.HANDLE, Stage.PARTICIPATE)
    limits = {stage: clock.count(stage, amounts, now=now) for stage in stages}
    for stage in (Stage.SIGN, Stage.PARTICIPATE):
        if limits[stage].due_at > limits[Stage.HANDLE].due_at:
            limits[stage] = limits[Stage.HANDLE]
    return limits


def _part(
    case: Case, unit: UUID, limits: Mapping[Stage, Limit], *, note: str, now: datetime
) -> Part:
    is_lead = unit == case.units[0]
    handle = limits[Stage.HANDLE if is_lead else Stage.PARTICIPATE]
    return Part(
        case=case,
        code=case.code,
        unit=unit,
        is_lead=is_lead,
        round=case.round,
        state=PartState.TO_SIGN,
        dispatched_at=now,
        due_at=limits[Stage.SIGN].due_at,
        warn_at=limits[Stage.SIGN].warn_at,
        handle_due_at=handle.due_at,
        handle_warn_at=handle.warn_at,
        note=note.strip(),
    )


def _keep(case: Case, parts: Sequence[Part], limits: Mapping[Stage, Limit]) -> None:
    clock.keep(case, Stage.HANDLE, limits[Stage.HANDLE], unit=parts[0].unit)
    clock.keep(case, Stage.SIGN, limits[Stage.SIGN], unit=parts[0].unit)
    for part in parts[1:]:
        clock.keep(case, Stage.PARTICIPATE, limits[Stage.PARTICIPATE], unit=part.unit)
