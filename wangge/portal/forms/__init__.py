from .boards import BoardForm, NothingAsked, PhoneForm
from .finding import FindForm

__all__ = ["BoardForm", "FindForm", "NothingAsked", "PhoneForm"]
