"""What the reporters of a place thought of the work, and the appeals to decide."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.kernel.code import Code
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of

from .. import queries
from ..unit_filters import RATINGS, RatingFilter, share_of
from ..unit_tables import RatingTable

EMPTY = {
    "appealed": "没有等待裁定的申诉。",
    "set_aside": "没有裁定为不计入的评价。",
}


@require_GET
@signed_in
def ratings(request: ActingRequest, at: Code) -> HttpResponse:
    """The ratings of the cases that the actor sees in a place, appeals first."""
    seen = queries.list_ratings(at, by=request.actor)
    narrowed = RatingFilter(request.GET, seen, at=at, now=timezone.now())
    shown, rows = narrowed.shown, narrowed.qs
    counts = {tab: count_up_to(share_of(rows, tab)) for tab in RATINGS}
    context = {
        "title": "评价",
        "at": at,
        "filter": narrowed,
        "tabs": [
            ({"key": tab, "label": label}, counts[tab], tab == shown)
            for tab, label in RATINGS.items()
        ],
        "count": counts[shown],
        "table": RatingTable.of(
            share_of(rows, shown), request.GET, rows=rows_of(request), place=at
        ),
        "empty_heading": EMPTY.get(shown, "还没有评价。回访和反映人评价后会在这里出现。"),
    }
    return render(request, "cases/ratings.html", context)
