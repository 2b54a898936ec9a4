from .boards import BoardForm, NothingAsked, PhoneForm
from .finding import FindForm
from .following import CorrectForm, FollowForm, RateForm, RemarkForm, WithdrawForm

__all__ = [
    "BoardForm",
    "CorrectForm",
    "FindForm",
    "FollowForm",
    "NothingAsked",
    "PhoneForm",
    "RateForm",
    "RemarkForm",
    "WithdrawForm",
]
