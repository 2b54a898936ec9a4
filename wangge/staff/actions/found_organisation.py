from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from psycopg.types.range import DateRange

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.staff.models import Organisation
from wangge.staff.policies import May


class UnableToFoundOrganisation(Unable):
    """The key is taken, or something written is not right."""


@transaction.atomic
def found_organisation(
    key: str,
    *,
    name: str,
    kind: str,
    codes: Sequence[Code],
    line: str = "",
    since: date,
    by: Actor,
    now: datetime,
) -> Organisation:
    """An organisation exists at one or several places and can be named in posts."""
    scope = by.scope(May.FOUND_ORGANISATION)
    if not codes:
        raise UnableToFoundOrganisation("请至少填写一个所在区划。", field="codes")
    if not all(scope.covers_place(place) for place in codes):
        raise PermissionDenied(May.FOUND_ORGANISATION)
    body = Organisation(
        key=key.strip(),
        name=name.strip(),
        kind=kind,
        codes=sorted(set(codes)),
        line=line,
        period=DateRange(since, None),
    )
    if Organisation.objects.filter(key=body.key).exists():
        raise UnableToFoundOrganisation(f"标识「{body.key}」已有单位使用。", field="key")
    check_written(body, UnableToFoundOrganisation)
    body.save(force_insert=True)
    journal.record(
        "staff.organisation_founded",
        body,
        by=by,
        at=now,
        code=min(body.codes, key=len),
        key=body.key,
        codes=list(body.codes),
        line=line,
    )
    return body


def check_written(body: Organisation, refusal: type[Unable]) -> None:
    """Refuse what the columns would not take, naming the field."""
    try:
        body.clean_fields(exclude=["id", "period"])
    except ValidationError as wrong:
        field, sentences = next(iter(wrong.message_dict.items()))
        label = getattr(Organisation._meta.get_field(field), "verbose_name", field)
        raise refusal(f"{label}：{sentences[0]}", field=field) from wrong
