from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from ..models import Board
from ..policies import May
from ..queries import get_board


class UnableToRemoveBoard(Unable):
    """It was taken down before."""


@transaction.atomic
def remove_board(id: UUID, *, by: Actor, now: datetime) -> Board:
    """The board hangs no more; a picture of its code still leads to the grid at its point."""
    board = get_board(id, by=by, may=May.REMOVE_BOARD, lock=True)
    if board.removed_at is not None:
        raise UnableToRemoveBoard("这块公示牌已经登记为撤下，不用再登记。")
    board.removed_at = now
    board.save(update_fields=["removed_at"])
    journal.record("portal.board_removed", board, by=by, at=now, place=board.place)
    return board
