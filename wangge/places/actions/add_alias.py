from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.places.models import OWN, Alias
from wangge.places.policies import May
from wangge.places.queries import get_division


class UnableToAddAlias(Unable):
    """The alias already means a place in those days."""


@transaction.atomic
def add_alias(
    code: Code,
    alias: str,
    *,
    kind: str,
    since: date | None,
    until: date | None = None,
    source: str = OWN,
    by: Actor,
    now: datetime,
) -> Alias:
    """Let another code or name lead to a place, in a code system, from one day up to another.

    An alias code of one system means one place on any day.
    """
    division = get_division(code, by=by, may=May.ADD_ALIAS)
    row = Alias(
        code=division.code,
        alias=alias,
        alias_kind=Alias.Kind(kind),
        period=DateRange(since, until),
        source=source,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise UnableToAddAlias(
            f"「{alias}」在这段时间已经是某个地方的别名，请核对起止日期。", field="alias"
        ) from clash
    journal.record(
        "places.alias_added", division, by=by, at=now, alias=alias, kind=kind, source=source
    )
    return row
