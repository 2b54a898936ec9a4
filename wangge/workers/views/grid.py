"""A worker's own grids."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.kernel.code import Code, Level
from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.territory.models import Grid
from wangge.workers import queries
from wangge.workers.models import Duty
from wangge.workers.policies import May


@require_GET
@signed_in
def my_grid(request: ActingRequest, at: Code) -> HttpResponse:
    """The grids in which I stand inside a place: extent, colleagues, leader, whom to call."""
    scope = request.actor.at(May.VIEW, at)
    today = timezone.localdate()
    mine = [code for code in queries.grids_of(request.actor.id, today) if at.covers(code)]
    if not mine and at.level is Level.GRID and scope.covers_place(at):
        mine = [at]
    grids = [_shown(request, grid) for grid in territory.grids_among(mine, today)]
    context = {
        "title": "我的网格",
        "at": at,
        "grids": grids,
        "contacts": [("监督电话", settings.COMPLAINTS_PHONE or "待公布")],
    }
    return render(request, "workers/my_grid.html", context)


def _shown(request: ActingRequest, grid: Grid) -> dict[str, Any]:
    standing = queries.on_duty(grid.code, timezone.localdate())
    people = [
        {
            "name": row.worker.name,
            "duty": row.get_duty_display(),
            "kind": row.worker.get_kind_display(),
            "phone": queries.phone_of(row.worker, by=request.actor, at=grid.code),
            "leads": row.duty == Duty.LEADER,
        }
        for row in standing
    ]
    village = grid.code.at(Level.VILLAGE)
    return {
        "grid": grid,
        "facts": [
            ("网格编码", grid.code),
            ("所在地", places.full_name(village)),
            ("类别", grid.get_kind_display()),
            ("户数", grid.households),
        ],
        "people": people,
        "map_src": reverse("territory:grid_map", args=[grid.code, grid.code]),
    }
