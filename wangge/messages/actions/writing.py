"""Writing to people who do not work here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code

from .. import channels
from ..channels import Channel
from ..hours import departs
from ..models import Sending

LONGEST = 300


@transaction.atomic
def write(
    phone: str,
    *,
    text: str,
    key: str,
    about: Code | None,
    urgent: bool = False,
    by: Actor,
    now: datetime,
) -> Sending | None:
    """A text message to a resident is on its way, once for each `key`.

    None, and nothing done, where no gateway is set up or the number is not a mobile one: a message
    is never why a step fails. `text` names number, outcome and link, and no person.
    """
    number = channels.mobile(phone)
    if number is None or not channels.is_on(Channel.SMS):
        return None
    sending, new = Sending.objects.get_or_create(
        key=f"{Channel.SMS}:{key}"[:140],
        defaults={
            "channel": Channel.SMS,
            "address": number,
            "text": text[:LONGEST],
            "urgent": urgent,
            "at": now,
            "not_before": departs(now, waiting=timedelta(0), urgent=urgent),
        },
    )
    if new:
        place = about or Code(settings.CITY_CODE)
        journal.record("messages.written", sending, by=by, at=now, code=place, key=key)
    return sending
