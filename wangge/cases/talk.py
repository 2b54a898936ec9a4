"""What is said about a case, and who reads along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code

from .models import Case, Draft, Note, Remark, Reply, ReplyTemplate, Viewing

LOOKS_FOR = timedelta(seconds=60)


def notes_of(case: Case) -> QuerySet[Note]:
    """For the house alone, oldest first."""
    return Note.objects.filter(case=case).order_by("id")


def remarks_of(case: Case) -> QuerySet[Remark]:
    return Remark.objects.filter(case=case).order_by("id")


def replies_of(case: Case) -> QuerySet[Reply]:
    return Reply.objects.filter(case=case).order_by("id")


def draft_of(case: Case, *, by: Actor) -> Draft | None:
    """The actor's own reply that was begun and not sent."""
    return Draft.objects.filter(case=case, account=by.id).first()


def templates_at(place: Code) -> QuerySet[ReplyTemplate]:
    """The words that desks of the place and above it answer with, the nearest desk's first."""
    return ReplyTemplate.objects.filter(code__in=list(place.lineage())).order_by("-code", "name")


def filled(template: ReplyTemplate, known: Mapping[str, str]) -> str:
    """A template's words with what is known put in for `{编号}` and the like."""
    words = template.words
    for name, value in known.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def others_looking(case: Case, *, by: Actor, now: datetime) -> QuerySet[Viewing]:
    """Who else had the page open within the last minute."""
    fresh = Viewing.objects.filter(case=case, at__gt=now - LOOKS_FOR)
    return fresh.exclude(account=by.id).order_by("-at")
