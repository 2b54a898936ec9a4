from .boards import BoardForm, NothingAsked, PhoneForm
from .finding import FindForm
from .following import CorrectForm, FollowForm, RateForm, RemarkForm, WithdrawForm
from .reporting import FromResident, OpinionForm, ReportForm, grid_in

__all__ = [
    "BoardForm",
    "CorrectForm",
    "FindForm",
    "FollowForm",
    "FromResident",
    "NothingAsked",
    "OpinionForm",
    "PhoneForm",
    "RateForm",
    "RemarkForm",
    "ReportForm",
    "WithdrawForm",
    "grid_in",
]
