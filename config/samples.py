"""Every text that leaves the house, with invented values, for the administrator's preview."""

from __future__ import annotations

from wangge.cases.jobs import asking, telling
from wangge.messages.previews import TO_RESIDENTS
from wangge.messages.queries import Sample, public_link
from wangge.portal.texts import MERGED, TEXTS

from .words import EVENTS

STAFF = "工作人员"
NUMBER = "431103260610000017"
LINK = public_link(f"/follow/by-link/{'Ab3dEf7h' * 9}/")  # as long as a real one, opens nothing

SAMPLES: list[Sample] = [
    Sample(EVENTS.get(event, event), STAFF, f"事件 {NUMBER} {words}")
    for event, words in (telling.TOLD | asking.TOLD).items()
] + [
    Sample(f"{EVENTS[event]}{which}", TO_RESIDENTS, text.spelled(NUMBER, LINK))
    for which, texts in (("", TEXTS), ("（并入它的）", MERGED))
    for event, text in texts.items()
]
