"""Boards, and reports as a resident sends them."""

from __future__ import annotations

from tests.town import NOW, inside
from wangge.kernel.code import Code
from wangge.portal.models import Board


def board(grid: Code, token: str = "") -> Board:
    """A board that hangs in the middle of a grid of the town."""
    lon, lat = inside(grid)
    return Board.objects.create(
        token=token or f"board{grid}", code=grid, lon=lon, lat=lat, place="村部门口", posted_at=NOW
    )
