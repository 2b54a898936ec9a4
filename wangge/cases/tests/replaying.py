"""Comparing the journal's tale of a case with its row and its parts."""

from __future__ import annotations

from wangge.cases.circle import circle_told
from wangge.cases.models import Case, Part
from wangge.cases.replay import replay
from wangge.journal.queries import entries_of


def differences(case: Case) -> dict[str, tuple[object, object]]:
    """What the row says and what the journal says, for everything in which they differ."""
    facts = replay(entries_of(case))
    row = {name: getattr(case, name) for name in vars(facts) if name != "parts"}
    for name in ("reported_by", "concluded_by"):
        row[name] = row[name] and str(row[name])
    for name in ("units", "check_refused_by"):
        row[name] = [str(one) for one in row[name]]
    row["merged_into"] = case.merged_into_id and str(case.merged_into_id)
    row["circle"] = circle_told(case)
    row["parts"] = {
        (str(p.unit), p.is_lead, p.round, p.state, p.handler and str(p.handler))
        for p in Part.objects.filter(case=case)
    }
    told = vars(facts) | {
        "parts": {(p.unit, p.is_lead, p.round, p.state, p.handler) for p in facts.parts}
    }
    return {name: (row[name], told[name]) for name in row if row[name] != told[name]}
