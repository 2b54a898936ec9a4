"""Starting a stage's clock: the limit is counted, kept with its reasons, and shown on the case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wangge.kernel.errors import Unable
from wangge.worktime import queries as worktime
from wangge.worktime.amounts import Amount
from wangge.worktime.limits import Limit

from ..flow import Stage
from ..models import Case, LimitRecord, Part
from ..queries import amounts_for, local_day


class UnableToStartClock(Unable):
    """No limit is set for the stage."""


def count(stage: Stage, amounts: Mapping[str, Amount], *, now: datetime) -> Limit:
    """The limit of a stage that begins now."""
    if stage not in amounts:
        raise UnableToStartClock(
            f"系统没有设置「{stage.label}」的时限，请联系系统管理员在“时限”中补上。"
        )
    return worktime.limit(now, amounts[stage])


def start(case: Case, stage: Stage, *, unit: UUID | None = None, now: datetime) -> Limit:
    """A stage of a case begins: its limit is counted, kept and shown."""
    limit = count(stage, amounts_for(case.urgency, local_day(now)), now=now)
    keep(case, stage, limit, unit=unit)
    show(case, limit)
    return limit


def keep(case: Case, stage: Stage, limit: Limit, *, unit: UUID | None = None) -> LimitRecord:
    return LimitRecord.objects.create(
        case=case,
        code=case.code,
        stage=stage,
        unit=unit,
        starts_at=limit.starts_at,
        amount=limit.amount.words,
        due_at=limit.due_at,
        warn_at=limit.warn_at,
        provisional=limit.provisional,
        trace=[step.as_json() for step in limit.trace],
    )


def show(thing: Case | Part, limit: Limit) -> None:
    """Let a case or a part run under a limit."""
    thing.due_at, thing.warn_at = limit.due_at, limit.warn_at
    if isinstance(thing, Case):
        thing.provisional = limit.provisional


def stop(case: Case, *, now: datetime) -> None:
    """No limit runs on a case that has ended."""
    case.due_at = case.warn_at = None
    case.provisional = False
    case.closed_at = now


def told(limit: Limit) -> dict[str, Any]:
    """A limit as the journal keeps it."""
    return {
        "due": limit.due_at.isoformat(),
        "warn": limit.warn_at.isoformat(),
        "provisional": limit.provisional,
    }
