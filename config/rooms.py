"""The rooms, lowest floor first."""

from __future__ import annotations

ROOMS = (
    "wangge.ui",
    "wangge.journal",
    "wangge.places",
    "wangge.staff",
    "wangge.messages",
    "wangge.files",
    "wangge.exports",
    "wangge.worktime",
    "wangge.territory",
    "wangge.workers",
    "wangge.matters",
    "wangge.cases",
    "wangge.insight",
    "wangge.portal",
)
