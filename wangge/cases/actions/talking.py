"""What is said about a case: inside the house, by its reporter, and to its reporter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wangge.files import actions as files
from wangge.files.models import Purpose
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from ..flow import FLOW, OPEN, State
from ..models import Draft, Note, Remark, Reply, Viewing
from ..policies import May, may_remark
from ..queries import get_case
from ..related import end_of
from .unit import Photo

LONGEST = 2000
KEPT_FOR = timedelta(days=1)


class UnableToSpeak(Unable):
    """Words are missing or too many, or the case has ended."""


@transaction.atomic
def note(number: str, *, words: str, by: Actor, now: datetime) -> Note:
    """Colleagues in scope read it; the reporter never does."""
    case = get_case(number, by=by, may=May.NOTE)
    state = FLOW.after("note", case.state)
    written = Note.objects.create(
        case=case, code=case.code, by=by.id, by_label=by.label, words=_said(words), at=now
    )
    journal.record("cases.noted", case, by=by, at=now, before=state, after=state)
    return written


@transaction.atomic
def remark(
    number: str,
    *,
    words: str = "",
    photos: Sequence[Photo] = (),
    by: Actor,
    now: datetime,
) -> Remark:
    """What the reporter adds while it is open, or while the case it was merged into is.

    The desk may write down what a reporter says on the telephone. Words or photos, or both.
    """
    case = get_case(number, by=by, may=May.REMARK, lock=True)
    if not may_remark(case, by):
        raise PermissionDenied(May.REMARK)
    state = FLOW.after("remark", case.state)
    if state == State.MERGED and end_of(case).state not in OPEN:
        raise UnableToSpeak("合并办理的事件已经办结，不能再补充；有新情况请重新反映。")
    added = Remark.objects.create(
        case=case, code=case.code, words=_said(words, enough=bool(photos)), at=now
    )
    shown = files.attach(case, photos, purpose=Purpose.REMARK, by=by, now=now)
    journal.record(
        "cases.remarked", case, by=by, at=now, before=state, after=state,
        photos=[str(photo.id) for photo in shown],
    )  # fmt: skip
    return added


@transaction.atomic
def reply(number: str, *, words: str, by: Actor, now: datetime) -> Reply:
    """The desk's answer stands where the report is followed; the draft it came from is gone."""
    case = get_case(number, by=by, may=May.REPLY)
    state = FLOW.after("reply", case.state)
    answer = Reply.objects.create(
        case=case, code=case.code, by_label=by.label, words=_said(words), at=now
    )
    Draft.objects.filter(case=case, account=by.id).delete()
    journal.record("cases.replied", case, by=by, at=now, before=state, after=state)
    return answer


@transaction.atomic
def save_draft(number: str, *, words: str, by: Actor, now: datetime) -> Draft | None:
    """The actor's unsent reply is kept for them alone; without words there is none."""
    case = get_case(number, by=by, may=May.REPLY)
    if not words.strip():
        Draft.objects.filter(case=case, account=by.id).delete()
        return None
    kept, _ = Draft.objects.update_or_create(
        case=case, account=by.id, defaults={"words": words[:LONGEST], "at": now}
    )
    return kept


@transaction.atomic
def look(number: str, *, by: Actor, now: datetime) -> None:
    """The actor has the page of a case open: told to the others who look at it, for a minute."""
    case = get_case(number, by=by, may=May.VIEW)
    _, first = Viewing.objects.update_or_create(
        case=case, account=by.id, defaults={"label": by.label, "at": now}
    )
    if first:
        Viewing.objects.filter(at__lt=now - KEPT_FOR).delete()


def _said(words: str, *, enough: bool = False) -> str:
    said = words.strip()
    if not said and not enough:
        raise UnableToSpeak("请写几个字。", field="words")
    if len(said) > LONGEST:
        raise UnableToSpeak(f"最多 {LONGEST} 字，现在有 {len(said)} 字。", field="words")
    return said
