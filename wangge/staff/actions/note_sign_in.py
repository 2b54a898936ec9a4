from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.kernel.actor import Actor
from wangge.staff.models import Account, SignIn

AGENT_LENGTH = 80


@transaction.atomic
def note_sign_in(
    username: str, *, outcome: str, address: str | None, agent: str, by: Actor, now: datetime
) -> SignIn | None:
    """A try to sign in is on the account's own list; a name that nobody has leaves no trace.

    Not a journal entry: nothing was changed, and guessing must not fill the record.
    """
    account = Account.objects.filter(username=username).first()
    if account is None:
        return None
    return SignIn.objects.create(
        account=account, at=now, address=address, agent=agent[:AGENT_LENGTH], outcome=outcome
    )
