"""What the pages ask for."""

from .limits import LimitForm
from .reporting import OTHER, DeskForm, ReportForm, SelfHandleForm
from .verbs import (
    AcceptForm,
    CheckForm,
    CloseForm,
    ConcludeForm,
    DeclineForm,
    DispatchForm,
    FailCheckForm,
    FeedBackForm,
    HandBackForm,
    RefuseForm,
    SignForm,
)

__all__ = [
    "OTHER",
    "AcceptForm",
    "CheckForm",
    "CloseForm",
    "ConcludeForm",
    "DeclineForm",
    "DeskForm",
    "DispatchForm",
    "FailCheckForm",
    "FeedBackForm",
    "HandBackForm",
    "LimitForm",
    "RefuseForm",
    "ReportForm",
    "SelfHandleForm",
    "SignForm",
]
