"""What an actor must do next in a place, in shares: the same for the page and for a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.staff import queries as staff

from . import filters, queries
from .flow import AT_UNITS, OPEN_PARTS, PartState
from .models import Case, CaseQuerySet, Part
from .policies import May

DESK = {"to_accept": May.ACCEPT, "to_dispatch": May.DISPATCH, "follow_up": May.CLOSE}
UNIT = (May.SIGN, May.FEED_BACK, May.CONCLUDE)
DONE = [PartState.CONCLUDED, PartState.FED_BACK]
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Share:
    """Cases, or parts of a unit (`by_part`), and the words for when there are none."""

    key: str
    label: str
    rows: QuerySet[Any]
    empty: str
    by_part: bool = False


def shares(
    at: Code, *, by: Actor, now: datetime, parts: QuerySet[Part] | None = None
) -> list[Share]:
    """What waits for the actor, decided by permissions; `parts` are those of their units."""
    return [*_checks(at, by, now), *_unit(parts, by, now), *_desk(at, by)]


def parts_of_units(at: Code, *, by: Actor) -> QuerySet[Part] | None:
    """The parts of the units for which the actor acts, in cases they see: a workbench."""
    if not (by.unit and any(may_at(by, may, at) for may in UNIT)):
        return None
    scope = by.at(May.VIEW, at)
    units = {grant.unit for grant in scope.grants if grant.unit}
    parts = Part.objects.filter(unit__in=units, case__in=Case.objects.within(scope))
    return parts.select_related("case").order_by("due_at", "id")


def standing_in(by: Actor, on: date) -> frozenset[UUID]:
    """The colleagues for whom the actor stands in."""
    return staff.absent_for(by.id, by.unit, on=on) if by.unit else frozenset()


def chosen(found: list[Share], key: str) -> Share | None:
    """The share an address asks for; else the first with rows; else the first."""
    asked = next((share for share in found if share.key == key), None)
    waiting = asked or next((share for share in found if share.rows.exists()), None)
    return waiting or (found[0] if found else None)


def ends_at(cases: CaseQuerySet) -> QuerySet[Case]:
    """Open cases always have a limit: with `ends_at` they can be paged by it."""
    return cases.annotate(ends_at=ExpressionWrapper(F("due_at"), output_field=DateTimeField()))


def may_at(by: Actor, may: May, at: Code) -> bool:
    try:
        return bool(by.at(may, at))
    except (PermissionDenied, OutOfSight):
        return False


def _checks(at: Code, by: Actor, now: datetime) -> Iterator[Share]:
    if may_at(by, May.CONFIRM_DONE, at):
        mine = queries.to_check(at, by=by, on=queries.local_day(now))
        rows = ends_at(Case.objects.filter(pk__in=[case.pk for case in mine]))
        empty = "没有待核查的事件。有新的会在这里出现，并有消息提醒。"
        yield Share("to_check", "待核查", rows, empty)


def _unit(parts: QuerySet[Part] | None, by: Actor, now: datetime) -> Iterator[Share]:
    if parts is None:
        return
    in_hand = parts.filter(state__in=sorted(OPEN_PARTS), case__state__in=sorted(AT_UNITS))
    mine = {by.id, *standing_in(by, queries.local_day(now))}
    for key, label, rows, empty in (
        ("to_sign", "待签收", in_hand.filter(state=PartState.TO_SIGN), "没有待签收的事件。"),
        ("in_hand", "在办", in_hand.filter(state=PartState.HANDLING), "没有在办的事件。"),
        ("overdue", "已超期", in_hand.filter(due_at__lt=now), "没有超期的事件。"),
        ("mine", "我的", in_hand.filter(handler__in=mine), "没有交给您承办的事件。"),
    ):
        words = f"{empty}有新的分派会在这里出现，并有消息提醒。"
        yield Share(key, label, rows, words, by_part=True)
    done = parts.filter(state__in=DONE, dispatched_at__gte=now - RECENT)
    yield Share("done", "已办结", done, "近 30 日分派的事件还没有办结的。", by_part=True)


def _desk(at: Code, by: Actor) -> Iterator[Share]:
    for key, may in DESK.items():
        if may_at(by, may, at):
            tab = filters.TABS[key]
            scope = by.scope(may)
            rows = tab.of(queries.lying_at(queries.list_cases(at, by=by).within(scope), scope))
            yield Share(key, tab.label, ends_at(rows), tab.empty)
