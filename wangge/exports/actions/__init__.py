"""What can be done to exports: one function per verb."""

from .ask import AT_ONCE, Made, UnableToAsk, ask
from .cancel import cancel
from .remove_old import DAYS_KEPT, remove_old
from .writing import begin, fail, finish, note_progress

__all__ = [
    "AT_ONCE",
    "DAYS_KEPT",
    "Made",
    "UnableToAsk",
    "ask",
    "begin",
    "cancel",
    "fail",
    "finish",
    "note_progress",
    "remove_old",
]
