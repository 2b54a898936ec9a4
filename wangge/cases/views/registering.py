"""Writing down what a caller or a visitor says, in half a minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.kernel.scope import Scope
from wangge.matters import queries as matters
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.ui.verbs import verb_page

from .. import actions, queries
from ..flow import OPEN
from ..forms import RegisterForm
from ..models import Case
from ..policies import May, may_remark
from ..related import Related, Spot, related_to
from .seen import SeenCase, case_at

FEW = 12
Grids = list[tuple[Code, str]]


def register(request: ActingRequest, at: Code, **offers: Any) -> HttpResponse:
    """The page; with htmx, the matters or the grids that fit what was typed."""
    now = timezone.now()
    asked = request.POST if request.method == "POST" else request.GET if request.htmx else None
    scope = request.actor.at(May.REPORT, at)
    grids = _grids(scope, asked or {}, now)
    form = RegisterForm(
        asked, request.FILES if request.method == "POST" else None, **offers | {"grids": grids}
    )
    groups = form.groups(asked.get("find", "") if asked else "")
    if request.htmx and request.method == "GET":
        part = "_places" if request.htmx.target == "wg-places" else "_matters"
        return render(request, f"cases/{part}.html", {"form": form, "groups": groups})
    return verb_page(
        request,
        form,
        lambda given: actions.report(
            form.said(given), photos=given["photos"], by=request.actor, now=now
        ),
        then=lambda case: _after(case, at, request.actor),
        done=lambda case: f"已上报，编号 {case.number}。",
        template="cases/register.html",
        title="来电来访登记",
        submit="登记",
        at=at,
        groups=groups,
        back=reverse("cases:list", args=[at]),
    )


def _after(case: Case, at: Code, by: Actor) -> str:
    """The number in large; what its writer may not see, because it speaks of them, is gone."""
    if not by.scope(May.VIEW).covers(case):
        return reverse("cases:report", args=[at])
    shown_at = at if at.covers(case.code) else case.code
    return reverse("cases:registered", args=[shown_at, case.number])


def _grids(scope: Scope, asked: Mapping[str, Any], now: datetime) -> Grids:
    """Those that fit what was typed, and the chosen one; without words all, when they are few."""
    on, typed, chosen = queries.local_day(now), asked.get("place", ""), asked.get("grid", "")
    found = territory.find_grids(scope.places, typed, on, most=FEW + 1)
    if not typed.strip() and len(found) > FEW:
        found = []
    code = _code(chosen)
    if code and scope.covers_place(code) and code not in dict(found):
        found += territory.find_grids([code], "", on, most=1)
    return found


def _code(written: str) -> Code | None:
    try:
        code = Code(written)
    except ValueError:
        return None
    return code if code.level is Level.GRID else None


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be the same, and where more can be written down about it."""

    related: Related
    url: str
    remark_url: str


@require_POST
@signed_in
def similar(request: ActingRequest, at: Code) -> HttpResponse:
    """While one types: what the same caller reported, and what is open near the place.

    A POST, so that no phone number stands in an address.
    """
    by, now = request.actor, timezone.now()
    by.at(May.REPORT, at)
    spot = _spot(request.POST, by, now)
    alike = related_to(spot, by=by, on=queries.local_day(now), now=now)
    return render(request, "cases/_similar.html", {"alike": [_alike(one, by) for one in alike]})


def _alike(one: Related, by: Actor) -> Alike:
    case = one.case
    args = [case.code, case.number]
    remarks = case.state in OPEN and by.scope(May.REMARK).covers(case) and may_remark(case, by)
    remark = reverse("cases:remark", args=args) if remarks else ""
    return Alike(one, reverse("cases:detail", args=args), remark)


def _spot(said: Mapping[str, Any], by: Actor, now: datetime) -> Spot:
    """What is known so far; the phone counts for those who may see a caller's."""
    on, number = queries.local_day(now), said.get("matter", "")
    code, lon, lat = _code(said.get("grid", "")), None, None
    try:
        lon, lat = float(said.get("lon", "")), float(said.get("lat", ""))
        code = territory.grid_at(lon, lat, on=on).code
    except (ValueError, Unable):
        lon = lat = None
    matter = matters.in_force(on).filter(number=number).first() if number.isdigit() else None
    phone = said.get("caller_phone", "").strip()
    sees = any(by.may(may) for may in (May.DISPATCH, May.CLOSE))
    return Spot(
        code, lon, lat, matter.number if matter else "", matter.category.name if matter else "",
        phone if sees and len(phone) >= 7 else "",
    )  # fmt: skip


@require_GET
@signed_in
def registered(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """The number to read out to the caller, and the next one."""
    now = timezone.now()
    case = case_at(at, number, by=request.actor, may=May.REPORT)
    context = {
        "title": "已登记",
        "at": at,
        "case": case,
        "seen": SeenCase(case, at, request.actor, now),
    }
    return render(request, "cases/registered.html", context)
