"""Who has rows on the ground and is asked before a grid changes."""

from __future__ import annotations

OCCUPANTS: tuple[str, ...] = (
    "wangge.workers.occupant.Assignments",
    "wangge.cases.occupant.OpenCases",
    "wangge.portal.occupant.HangingBoards",
)
