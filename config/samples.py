"""Every text that leaves the house, with invented values, for the administrator's preview."""

from __future__ import annotations

from wangge.cases.jobs import asking, telling
from wangge.messages.queries import Sample

from .words import EVENTS

STAFF = "工作人员"
NUMBER = "431103260610000017"

SAMPLES: list[Sample] = [
    Sample(EVENTS.get(event, event), STAFF, f"事件 {NUMBER} {words}")
    for event, words in (telling.TOLD | asking.TOLD).items()
]
