"""The tables of cases."""

from .asking import Call, Rating, Score
from .case import Case, CaseQuerySet, Channel, Finding, Kind, Outcome, was_closed
from .limit import NumberSeries, StageLimit
from .part import LimitRecord, Part
from .talk import Draft, Note, Remark, Reply, ReplyTemplate, Viewing

__all__ = [
    "Call",
    "Case",
    "CaseQuerySet",
    "Channel",
    "Draft",
    "Finding",
    "Kind",
    "LimitRecord",
    "Note",
    "NumberSeries",
    "Outcome",
    "Part",
    "Rating",
    "Remark",
    "Reply",
    "ReplyTemplate",
    "Score",
    "StageLimit",
    "Viewing",
    "was_closed",
]
