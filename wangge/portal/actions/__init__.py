"""Every verb of this room, one file each."""

from .post_board import UnableToPostBoard, post_board
from .remove_board import UnableToRemoveBoard, remove_board
from .set_supervision_phone import UnableToSetSupervisionPhone, set_supervision_phone

__all__ = [
    "UnableToPostBoard",
    "UnableToRemoveBoard",
    "UnableToSetSupervisionPhone",
    "post_board",
    "remove_board",
    "set_supervision_phone",
]
