"""A case as the journal alone tells it.

"Every figure can be recomputed from the journal": folding a case's entries gives the same facts
as its row and its parts. The reporter's words are not in the journal and are not replayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wangge.journal.models import Entry

from .flow import OPEN, PartState


@dataclass
class PartFacts:
    unit: str
    is_lead: bool
    round: int
    state: str
    handler: str | None = None


@dataclass
class CaseFacts:
    number: str = ""
    code: str = ""
    line: str = ""
    category: str = ""
    urgency: str = ""
    channel: str = ""
    kind: str = ""
    proven: bool = True
    finding: str = ""
    desk: str = ""
    circle: list[str] | None = None
    merged_into: str | None = None
    state: str = ""
    self_handled: bool = False
    units: list[str] = field(default_factory=list)
    round: int = 0
    reworks: int = 0
    reopens: int = 0
    outcome: str = ""
    reported_by: str = ""
    concluded_by: str | None = None
    check_refused_by: list[str] = field(default_factory=list)
    reported_at: datetime | None = None
    closed_at: datetime | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    parts: list[PartFacts] = field(default_factory=list)


BORN = ("number", "line", "category", "urgency", "channel", "kind", "proven")
TOLD_WHEREVER = ("finding", "desk", "circle", "reopens")


def replay(entries: Iterable[Entry]) -> CaseFacts:
    """Fold a case's entries, oldest first, into what it is now."""
    facts = CaseFacts()
    for entry in entries:
        facts.state = entry.detail.get("after", facts.state)
        for name in TOLD_WHEREVER:
            setattr(facts, name, entry.detail.get(name, getattr(facts, name)))
        _TELL.get(entry.event, _nothing)(facts, entry)
        _limit(facts, entry)
    return facts


def _nothing(facts: CaseFacts, entry: Entry) -> None:
    return None


def _born(facts: CaseFacts, entry: Entry) -> None:
    for name in BORN:
        setattr(facts, name, entry.detail[name])
    facts.code, facts.reported_at = str(entry.code), entry.at
    facts.reported_by = str(entry.actor)
    facts.self_handled = entry.event == "cases.self_handled"


def _accepted(facts: CaseFacts, entry: Entry) -> None:
    for name in ("line", "category", "urgency"):
        setattr(facts, name, entry.detail[name])


def _corrected(facts: CaseFacts, entry: Entry) -> None:
    facts.line, facts.category = entry.detail["line"], entry.detail["category"]
    facts.code = str(entry.code)


def _reopened(facts: CaseFacts, entry: Entry) -> None:
    facts.outcome, facts.self_handled = "", False


def _dispatched(facts: CaseFacts, entry: Entry) -> None:
    _release(facts, entry.detail["released"])
    facts.round += 1
    facts.units = [entry.detail["lead"], *entry.detail["participants"]]
    facts.parts += [
        PartFacts(unit, unit == facts.units[0], facts.round, PartState.TO_SIGN)
        for unit in facts.units
    ]


def _part_moved(facts: CaseFacts, entry: Entry) -> None:
    for part in facts.parts:
        if (part.unit, part.round) == (entry.detail["unit"], entry.detail["round"]):
            part.state = entry.detail["part"]


def _concluded(facts: CaseFacts, entry: Entry) -> None:
    _release(facts, entry.detail["released"])
    _part_moved(facts, entry)
    facts.concluded_by = str(entry.actor)


def _check_failed(facts: CaseFacts, entry: Entry) -> None:
    facts.reworks = entry.detail["reworks"]
    for part in facts.parts:
        if part.is_lead and part.round == facts.round:
            part.state = PartState.HANDLING


def _rejected(facts: CaseFacts, entry: Entry) -> None:
    _check_failed(facts, entry)
    facts.outcome = ""


def _handed_to(facts: CaseFacts, entry: Entry) -> None:
    for part in facts.parts:
        if (part.unit, part.round) == (entry.detail["unit"], entry.detail["round"]):
            part.handler = entry.detail["handler"]


def _refused(facts: CaseFacts, entry: Entry) -> None:
    facts.check_refused_by.append(str(entry.actor))


def _closed(facts: CaseFacts, entry: Entry) -> None:
    facts.outcome = entry.detail["outcome"]


def _merged(facts: CaseFacts, entry: Entry) -> None:
    _release(facts, entry.detail["released"])
    facts.merged_into = entry.detail["into"]


def _release(facts: CaseFacts, units: list[str]) -> None:
    for part in facts.parts:
        if part.unit in units and part.round == facts.round:
            part.state = PartState.RELEASED


def _limit(facts: CaseFacts, entry: Entry) -> None:
    """The clock: a new limit, or none once the case has ended."""
    limit: dict[str, Any] | None = entry.detail.get("limit")
    limit = limit or entry.detail.get("limits", {}).get("handle")
    if limit:
        facts.due_at = datetime.fromisoformat(limit["due"])
        facts.warn_at = datetime.fromisoformat(limit["warn"])
    if facts.state not in OPEN:
        facts.due_at = facts.warn_at = None
        facts.closed_at = facts.closed_at or entry.at
    else:
        facts.closed_at = None


_TELL = {
    "cases.reported": _born,
    "cases.self_handled": _born,
    "cases.corrected": _corrected,
    "cases.accepted": _accepted,
    "cases.dispatched": _dispatched,
    "cases.signed": _part_moved,
    "cases.handed_back": _part_moved,
    "cases.fed_back": _part_moved,
    "cases.concluded": _concluded,
    "cases.merged": _merged,
    "cases.check_failed": _check_failed,
    "cases.refused": _refused,
    "cases.closed": _closed,
    "cases.reopened": _reopened,
    "cases.rated": _closed,
    "cases.rejected": _rejected,
    "cases.handed_to": _handed_to,
}
