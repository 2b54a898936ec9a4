"""Words that a desk answers with again and again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight, Unable

from ..models import ReplyTemplate
from ..policies import May


class UnableToKeepTemplate(Unable):
    """A template has a name and words."""


@transaction.atomic
def keep_template(place: Code, *, name: str, words: str, by: Actor, now: datetime) -> ReplyTemplate:
    """A place's desk, and those below it, can answer with these words; the name is there once."""
    if not by.at(May.KEEP_TEMPLATE, place).covers_place(place):
        raise PermissionDenied(May.KEEP_TEMPLATE)
    if not name.strip():
        raise UnableToKeepTemplate("请给常用语起个名称。", field="name")
    if not words.strip():
        raise UnableToKeepTemplate("请写常用语的内容。", field="words")
    kept, _ = ReplyTemplate.objects.update_or_create(
        code=place, name=name.strip(), defaults={"words": words.strip()}
    )
    journal.record("cases.template_kept", kept, by=by, at=now, name=kept.name)
    return kept


@transaction.atomic
def drop_template(id: UUID, *, by: Actor, now: datetime) -> None:
    """The words are offered no more; what was answered with them stays."""
    scope = by.scope(May.KEEP_TEMPLATE)
    template = ReplyTemplate.objects.select_for_update().filter(pk=id).first()
    if template is None or not scope.covers(template):
        raise OutOfSight(id)
    journal.record("cases.template_dropped", template, by=by, at=now, name=template.name)
    template.delete()
