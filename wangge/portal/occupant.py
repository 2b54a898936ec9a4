"""What the public side has on the ground."""

from __future__ import annotations

from datetime import date

from wangge.kernel.code import Code, Level
from wangge.territory.queries import OutsideCity, grid_at

from .models import Board


class HangingBoards:
    """The boards in a grid: their codes lead on by themselves, their print grows old with it."""

    label = "公示牌"

    def count_at(self, grid: Code, on: date) -> int:
        """Those whose point lies in the grid, whatever grid it was when they were posted."""
        near = Board.objects.filter(code__within=grid.at(Level.VILLAGE), removed_at=None)
        return sum(1 for board in near if _grid_of(board, on) == grid)


def _grid_of(board: Board, on: date) -> Code | None:
    try:
        return grid_at(board.lon, board.lat, on=on).code
    except OutsideCity:
        return None
