from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight

from ..models import Board, SupervisionPhone
from ..policies import May


def boards_of(at: Code, *, by: Actor) -> QuerySet[Board]:
    """The boards that hang in a place now, in the order in which they were posted."""
    seen = Board.objects.within(by.at(May.VIEW_BOARDS, at))
    return seen.filter(removed_at=None).order_by("code", "id")


def get_board(id: UUID, *, by: Actor, may: May, lock: bool = False) -> Board:
    """Out of the actor's sight the board does not exist; in sight, `may` must hold."""
    rows = Board.objects.within(by.scope(May.VIEW_BOARDS)).filter(pk=id)
    board = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if board is None:
        raise OutOfSight(id)
    if not by.scope(may).covers(board):
        raise PermissionDenied(may)
    return board


def board_at(token: str) -> Board | None:
    """The board of a code, for whoever read it off; a board that was taken down still leads on."""
    return Board.objects.filter(token=token).first()


def phone_of(place: Code) -> tuple[str, str]:
    """The supervision phone for a place and what is said with it: the nearest one set.

    Where none is, the installation's complaints phone; empty when there is none either.
    """
    rows = SupervisionPhone.objects.filter(code__in=list(place.lineage()))
    nearest = max(rows, key=lambda row: len(row.code), default=None)
    return (nearest.phone, nearest.note) if nearest else (settings.COMPLAINTS_PHONE, "")


def phone_here() -> str:
    """The supervision phone of the whole city."""
    return phone_of(Code(settings.CITY_CODE))[0]
