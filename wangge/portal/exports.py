"""The notice boards of a place as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.workbooks import Sheet
from wangge.places import queries as places
from wangge.ui.keyset import batches

from . import queries
from .models import Board

COLUMNS = ("挂在哪里", "村（社区）", "网格编码", "登记时间")


def boards(at: Code, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The boards that hang in a place. Not their tokens: whoever has one has the board's page."""
    rows = queries.boards_of(at, by=by)
    return Sheet("公示牌", COLUMNS, rows.count(), _boards(rows))


def _boards(rows: Any) -> Iterator[Sequence[Any]]:
    board: Board
    for batch in batches(rows, ("code", "id")):
        places.names({code for board in batch for code in board.code.lineage()})
        for board in batch:
            village = places.full_name(board.code.at(Level.VILLAGE))
            yield board.place, village, str(board.code), board.posted_at
