"""What every view above knows about who is calling: the account and the hats it may wear."""

from __future__ import annotations

from wangge.ui import doors
from wangge.ui.doors import go_to, signed_in

from .models import Account
from .queries import Hat

# What a session keeps: when it began, when its person was last seen, which post they chose.
BEGAN, SEEN, POST = "began", "seen", "post"


class ActingRequest(doors.ActingRequest):
    """A request that went through ActorMiddleware.

    Behind `signed_in`, `account` is never None.
    """

    account: Account | None
    hats: list[Hat]
    hat: Hat | None


__all__ = ["BEGAN", "POST", "SEEN", "ActingRequest", "go_to", "signed_in"]
