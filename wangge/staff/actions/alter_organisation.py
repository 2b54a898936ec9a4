from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Organisation
from wangge.staff.policies import May
from wangge.staff.queries import get_organisation

from .found_organisation import check_written


class UnableToAlterOrganisation(Unable):
    """Something written is not right."""


@transaction.atomic
def alter_organisation(
    id: UUID,
    *,
    name: str,
    codes: Sequence[Code],
    line: str,
    until: date | None,
    by: Actor,
    now: datetime,
) -> Organisation:
    """The organisation has this name, these places and this last day; its key and kind stay."""
    body = get_organisation(id, by=by, may=May.ALTER_ORGANISATION, lock=True)
    if not codes:
        raise UnableToAlterOrganisation("请至少填写一个所在区划。", field="codes")
    scope = by.scope(May.ALTER_ORGANISATION)
    if not all(scope.covers_place(place) for place in codes):
        raise PermissionDenied(May.ALTER_ORGANISATION)
    began = body.period.lower
    if until is not None and until <= began:
        raise UnableToAlterOrganisation("截止日期应晚于起始日期。", field="until")
    before = _told(body)
    body.name, body.codes, body.line = name.strip(), sorted(set(codes)), line
    body.period = DateRange(began, until)
    check_written(body, UnableToAlterOrganisation)
    body.save(update_fields=["name", "codes", "line", "period"])
    journal.record(
        "staff.organisation_altered",
        body,
        by=by,
        at=now,
        code=min(body.codes, key=len),
        before=before,
        after=_told(body),
    )
    return body


def _told(body: Organisation) -> dict[str, object]:
    until = body.period.upper
    return {
        "name": body.name,
        "codes": list(body.codes),
        "line": body.line,
        "until": until.isoformat() if until else None,
    }
