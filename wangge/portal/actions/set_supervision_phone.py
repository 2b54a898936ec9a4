from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.kernel.errors import Unable
from wangge.places.policies import require

from ..models import SupervisionPhone
from ..policies import May

NUMBER = re.compile(r"\+?[0-9][0-9 -]{2,18}")


class UnableToSetSupervisionPhone(Unable):
    """It is no telephone number, or the place is a single grid."""


@transaction.atomic
def set_supervision_phone(
    place: Code, phone: str, *, note: str = "", by: Actor, now: datetime
) -> SupervisionPhone:
    """Residents of a place see this number as the one that supervises its grid work (Art. 7).

    An office's number, not a person's: it is published, and it is kept in the record.
    """
    require(by, May.SET_SUPERVISION_PHONE, place)
    if place.level is Level.GRID:
        raise UnableToSetSupervisionPhone("监督电话按乡镇（街道）或村（社区）设置，不按单个网格。")
    phone = phone.strip()
    if not NUMBER.fullmatch(phone):
        raise UnableToSetSupervisionPhone(
            "请填写完整的电话号码，例如 0746-1234567。", field="phone"
        )
    row, _ = SupervisionPhone.objects.update_or_create(
        code=place, defaults={"phone": phone, "note": note.strip()}
    )
    journal.record("portal.supervision_phone_set", row, by=by, at=now, phone=phone, note=row.note)
    return row
