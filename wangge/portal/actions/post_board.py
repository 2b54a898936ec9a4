from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.cases.queries import local_day
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.places.policies import require
from wangge.territory import queries as territory

from ..codes import new_code
from ..models import Board
from ..policies import May


class UnableToPostBoard(Unable):
    """The point lies in no grid, or nothing says where the board hangs."""


@transaction.atomic
def post_board(lon: float, lat: float, *, place: str, by: Actor, now: datetime) -> Board:
    """A notice board hangs at a point, with a code of its own that leads to the grid there."""
    if not place.strip():
        raise UnableToPostBoard("请写明挂在哪里，例如“村部门口”。", field="place")
    grid = territory.grid_at(lon, lat, on=local_day(now))
    require(by, May.POST_BOARD, grid.code)
    board = Board.objects.create(
        token=new_code().lower(),
        code=grid.code,
        lon=lon,
        lat=lat,
        place=place.strip(),
        posted_at=now,
    )
    journal.record("portal.board_posted", board, by=by, at=now, place=board.place)
    return board
