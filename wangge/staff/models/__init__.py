"""The tables of staff."""

from .absence import Absence
from .account import Account, AccountManager, OneTimeHasher, Outcome, SavedView, SignIn
from .organisation import AnyWithin, CodesField, Kind, Organisation
from .post import NO_UNIT, Post, Role

__all__ = [
    "NO_UNIT",
    "Absence",
    "Account",
    "AccountManager",
    "AnyWithin",
    "CodesField",
    "Kind",
    "OneTimeHasher",
    "Organisation",
    "Outcome",
    "Post",
    "Role",
    "SavedView",
    "SignIn",
]
