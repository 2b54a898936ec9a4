"""Every verb of this room, one file each."""

from .answer import answer
from .ask import ask
from .counting import TooOften
from .post_board import UnableToPostBoard, post_board
from .remove_board import UnableToRemoveBoard, remove_board
from .set_supervision_phone import UnableToSetSupervisionPhone, set_supervision_phone
from .submit import AlreadySent, Proof, Sent, UnableToSend, submit
from .tidy import tidy

__all__ = [
    "AlreadySent",
    "Proof",
    "Sent",
    "TooOften",
    "UnableToPostBoard",
    "UnableToRemoveBoard",
    "UnableToSend",
    "UnableToSetSupervisionPhone",
    "answer",
    "ask",
    "post_board",
    "remove_board",
    "set_supervision_phone",
    "submit",
    "tidy",
]
