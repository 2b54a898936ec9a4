"""The places below a place as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.kernel.workbooks import Sheet
from wangge.ui.keyset import batches

from . import queries
from .forms import DayForm
from .models import Division
from .tables import LEVELS

COLUMNS = ("名称", "代码", "类别", "乡镇（街道）", "村（社区）")


def divisions(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The places below a place on a day, with how many townships and villages each has."""
    form = DayForm(query)
    if not form.is_valid():
        raise Unable("日期有误，没有导出。请返回改正后再导出。")
    on = form.cleaned_data["on"] or timezone.localdate(now)
    rows = queries.shown_children(at, on, by=by)
    queries.division(at, on)  # a place that was not there that day has no page, and no file
    townships = queries.counts_below(at, Level.TOWNSHIP, on)
    villages = queries.counts_below(at, Level.VILLAGE, on)
    asked = {"on": on.isoformat()} if query.get("on") else {}
    return Sheet("下级区划", COLUMNS, rows.count(), _divisions(rows, townships, villages), asked)


def _divisions(
    rows: Any, townships: Mapping[str, int], villages: Mapping[str, int]
) -> Iterator[Sequence[Any]]:
    place: Division
    for batch in batches(rows, ("code",)):
        for place in batch:
            counted = [_count(of, place.code) for of in (townships, villages)]
            yield place.name, str(place.code), place.kind or LEVELS[Level(place.level)], *counted


def _count(counted: Mapping[str, int], code: Code) -> int | str:
    return counted.get(code, 0) if counted else ""
