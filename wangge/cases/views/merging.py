"""Choosing the main case of a duplicate."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wangge.staff.doors import ActingRequest

from .. import forms, queries
from ..flow import OPEN
from ..models import Case
from ..related import Spot, related_to
from .seen import SeenCase
from .verbs import Words, verb_view


def _merging(request: ActingRequest, case: Case, now: datetime, data: Any) -> forms.MergeForm:
    sees = SeenCase(case, case.code, request.actor, now).sees_phone
    alike = related_to(
        Spot.of_case(case, phone=sees), by=request.actor, on=queries.local_day(now), now=now
    )
    related = [one for one in alike if one.case.state in OPEN]
    return forms.MergeForm(data, related=related, initial={"into": request.GET.get("into", "")})


merge = verb_view(
    "merge", _merging, "cases/merge.html",
    words=Words(
        "已合并。", "本件到此为止，由主事件继续办理；本件的反映人看到主事件的进展，办结时一并告知。"
    ),
)  # fmt: skip
