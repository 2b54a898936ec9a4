"""Reading cases. Every door takes an actor and a permission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.scope import Grant, Scope
from wangge.matters import queries as matters
from wangge.staff import queries as staff
from wangge.worktime.amounts import Amount, Unit

from . import ratings
from .circle import resident_id
from .flow import FLOW, OPEN, OPEN_PARTS, PART_FLOW, Stage, State
from .models import Case, CaseQuerySet, LimitRecord, Part, Rating, StageLimit
from .numbers import SHANGHAI
from .policies import May, fits

CHECKERS = ("grid_worker", "grid_leader", "village_assistant", "operator")
CHECKS = ("confirm_done", "fail_check", "refuse", "affirm", "deny", "doubt")
DESK = frozenset({
    "request_check", "accept", "decline", "send_back", "merge", "escalate", "hand_down",
    "dispatch", "reopen",
})  # fmt: skip
RESIDENT_MAY = (May.VIEW, May.REMARK, May.CORRECT, May.WITHDRAW, May.RATE, May.REJECT)
ASKED = ("rate", "reject")
BY_PART = ("sign", "feed_back", "hand_back", "conclude", "hand_to")


def list_cases(at: Code, *, by: Actor) -> CaseQuerySet:
    """The cases of a place that the actor may see."""
    return Case.objects.within(by.at(May.VIEW, at))


def open_cases(at: Code, *, by: Actor) -> CaseQuerySet:
    return list_cases(at, by=by).filter(state__in=sorted(OPEN))


def get_case(number: str, *, by: Actor, may: May, lock: bool = False) -> Case:
    """The case. Out of the actor's sight it does not exist; in sight, `may` must hold there."""
    cases = Case.objects.select_for_update(of=("self",)) if lock else Case.objects.all()
    case = cases.within(by.scope(May.VIEW)).get(number=number)
    if not by.scope(may).covers(case):
        raise PermissionDenied(may)
    return case


def resident(key: UUID) -> Actor:
    """Whoever reports without an account, or opens a case by its follow code: one case is theirs.

    `key` is the case's id, which is also the key of the report.
    """
    city = Code(settings.CITY_CODE)
    own = {Grant(may, city, only=key) for may in RESIDENT_MAY}
    return Actor(
        resident_id(key),
        "来件人",
        frozenset(own | {Grant(May.REPORT, city)}),
        role="resident",
    )


def holds_desk(case: Case, *, by: Actor, may: str) -> bool:
    """Whether the case lies at the actor's own desk: a case that was raised is not below it."""
    return any(grant.code.covers(case.desk) for grant in by.scope(may).grants)


def lying_at(cases: CaseQuerySet, scope: Scope) -> CaseQuerySet:
    """Those of some cases that lie at a scope's own desks, and were not raised above them."""
    here = Q(pk__in=[])
    for place in scope.places:
        here |= Q(desk__within=place)
    return cases.filter(here)


def parts_of(case: Case) -> QuerySet[Part]:
    """All parts, lead first in each round, earliest round first."""
    return Part.objects.filter(case=case).order_by("round", "-is_lead", "dispatched_at", "id")


def present_parts(case: Case) -> list[Part]:
    return list(parts_of(case).filter(round=case.round))


def part_of(case: Case, unit: UUID | None) -> Part | None:
    """A unit's part in the present round; None for an actor without a unit."""
    if unit is None:
        return None
    return Part.objects.filter(case=case, round=case.round, unit=unit).first()


def list_ratings(at: Code, *, by: Actor) -> QuerySet[Rating]:
    """The ratings of the cases of a place that the actor may see."""
    return Rating.objects.filter(case__in=list_cases(at, by=by)).select_related("case")


def limits_of(case: Case) -> QuerySet[LimitRecord]:
    return LimitRecord.objects.filter(case=case).order_by("id")


def amounts_for(urgency: str, on: date) -> dict[str, Amount]:
    """How long each stage may take at an urgency, on a day."""
    rows = StageLimit.objects.filter(urgency=urgency, period__contains=on)
    return {row.stage: amount_of(row) for row in rows}


def stage_limits(on: date) -> QuerySet[StageLimit]:
    """The limits in force on a day and those to come, in the order in which they begin."""
    coming = Q(period__endswith__isnull=True) | Q(period__endswith__gt=on)
    return StageLimit.objects.filter(coming).order_by("period")


def amount_of(limit: StageLimit) -> Amount:
    return Amount(limit.amount.normalize(), Unit(limit.unit))


def units_for(case: Case, on: date) -> list[staff.Organisation]:
    """Whom a case can be dispatched to: the units that serve its place."""
    return staff.undertaking_units(case.code, on)


def checkers_of(case: Case, on: date) -> frozenset[UUID]:
    """The accounts that may see on site now, whether it exists or whether it is done: the worker;
    else the leader; else the village assistant.

    Never who concluded it, never who refused the check, and of a case with a circle only those in
    it. Where there is nobody of these, the nearest desk, so that no case waits for ever.
    """
    may = May.AFFIRM if case.state == State.TO_CONFIRM else May.CONFIRM_DONE
    return _checkers(case, staff.holders_around(may, [case.code], on=on))


def _checkers(case: Case, holders: Iterable[staff.Holder]) -> frozenset[UUID]:
    barred = {case.concluded_by, *case.check_refused_by}
    fit = [one for one in holders if one.code.covers(case.code) and one.account not in barred]
    if case.circle is not None:
        fit = [one for one in fit if one.account in case.circle]
    for role in CHECKERS:
        if found := [one for one in fit if one.role == role]:
            nearest = max(len(one.code) for one in found)
            return frozenset(one.account for one in found if len(one.code) == nearest)
    return frozenset()


def open_verbs(case: Case, *, by: Actor, now: datetime) -> list[str]:
    """The verbs this actor could use on this case now: what the action bar is drawn from."""
    verbs = [v for v in FLOW.open_from(case.state) if by.scope(f"cases:{v}").covers(case)]
    verbs = [v for v in verbs if fits(v, case, by)]
    if any(verb in BY_PART for verb in ("feed_back", *verbs)):
        verbs = [v for v in verbs if v not in BY_PART] + _part_verbs(case, by)
    verbs = [v for v in verbs if v not in DESK or holds_desk(case, by=by, may=f"cases:{v}")]
    if any(v in CHECKS for v in verbs) and by.id not in checkers_of(case, local_day(now)):
        verbs = [v for v in verbs if v not in CHECKS]
    if "refuse" in verbs and not off_list(case, local_day(now)):
        verbs.remove("refuse")
    if any(v in ASKED for v in verbs) and not _may_still_say(case, by, now):
        verbs = [v for v in verbs if v not in ASKED]
    return verbs + _rating_verbs(case, by, now)


def _may_still_say(case: Case, by: Actor, now: datetime) -> bool:
    """Once it is closed only the reporter says what they think of it."""
    heard = case.state != State.CLOSED or by.id == resident(case.pk).id
    return heard and ratings.open_to_rating(case, now)


def _rating_verbs(case: Case, by: Actor, now: datetime) -> list[str]:
    """What may be said against the case's ratings; about one's own, somebody else decides."""
    verbs = []
    if by.scope(May.APPEAL).covers(case):
        rating = ratings.to_appeal(case, by.unit)
        verbs += ["appeal"] if rating and now <= ratings.appeal_until(rating) else []
    if may := [m for m in (May.UPHOLD, May.SET_ASIDE) if by.scope(m).covers(case)]:
        waiting = ratings.appealed(case)
        verbs += [m.removeprefix("cases:") for m in may if waiting and waiting.unit != by.unit]
    return verbs


def _part_verbs(case: Case, by: Actor) -> list[str]:
    part = part_of(case, by.unit) if case.state in (State.DISPATCHED, State.HANDLING) else None
    if part is None:
        return []
    unfit = {"feed_back"} if part.is_lead else {"conclude"}
    open_now = set(PART_FLOW.open_from(part.state)) - unfit - {"fail_check", "release"}
    open_now |= {"hand_to"} if part.state in OPEN_PARTS else set()
    return [v for v in BY_PART if v in open_now and by.scope(f"cases:{v}").covers(case)]


def handle_amount(case: Case, on: date) -> Amount | None:
    """How long a lead has from dispatch: the matter's own limit unless the case is more urgent."""
    own = matters.in_force(on).filter(number=case.line).first() if case.line else None
    if own is not None and own.urgency == case.urgency:
        return own.limit
    return amounts_for(case.urgency, on).get(Stage.HANDLE)


def off_list(case: Case, on: date) -> bool:
    """Whether the case's matter is not, or no longer, on the list (Art. 9)."""
    return not (case.line and matters.in_force(on).filter(number=case.line).exists())


def unit_names(units: Iterable[UUID | str | None]) -> dict[str, str]:
    """The names of organisations by id, also of those that are no more."""
    wanted = {str(unit) for unit in units if unit}
    if not wanted:
        return {}
    rows = staff.Organisation.objects.filter(id__in=wanted).values_list("id", "name")
    return {str(key): name for key, name in rows}


def recent_lines(at: Code, *, by: Actor, most: int = 4) -> list[str]:
    """The matters that the actor reported last in a place, the latest first, each once."""
    own = list_cases(at, by=by).filter(reported_by=by.id).exclude(line="")
    lines = own.order_by("-reported_at").values_list("line", flat=True)[:40]
    return list(dict.fromkeys(lines))[:most]


def to_check(at: Code, *, by: Actor, on: date) -> list[Case]:
    """The cases of a place whose check on site is the actor's own, the most pressing first."""
    waiting = Case.objects.within(by.at(May.CONFIRM_DONE, at)).filter(
        state__in=[State.VERIFYING, State.TO_CONFIRM]
    )
    cases = list(waiting.order_by("due_at", "id"))
    holders = staff.holders_around(May.CONFIRM_DONE, {case.code for case in cases}, on=on)
    return [case for case in cases if by.id in _checkers(case, holders)]


def local_day(now: datetime) -> date:
    """The day it is in Yongzhou."""
    return now.astimezone(SHANGHAI).date()
