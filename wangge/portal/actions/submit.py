"""A resident's report or opinion arrives (Art. 5): one transaction, from the proof to the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from wangge.cases import actions as cases
from wangge.cases.actions.reporting import Report
from wangge.cases.models import Case, Channel
from wangge.files import actions as files
from wangge.files.images import Picture
from wangge.files.models import Purpose
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from .. import work
from ..codes import digest_of, new_code
from ..models import Follow, Question, Spent
from ..queries import sent_with
from .counting import count, look


class UnableToSend(Unable):
    """Nothing shows that a person sends it, or the proof was used before."""


class AlreadySent(UnableToSend):
    """This very form was sent before. `same` says whether it said the same."""

    def __init__(self, case: Case, said: Report) -> None:
        super().__init__(f"这张表单已经提交过，编号 {case.number}。")
        self.number = case.number
        self.same = case.words == said.words.strip()


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a person sends a form: work done by their browser, or an answer."""

    work: str = ""
    nonces: str = ""
    question: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that arrived, and its follow code, which is known here and never again."""

    case: Case
    code: str


@transaction.atomic
def submit(
    said: Report,
    *,
    proof: Proof,
    caller: str,
    photos: Sequence[Picture] = (),
    by: Actor,
    now: datetime,
) -> Sent:
    """A case stands where the resident said, and only who holds its code can follow it.

    The proof is used up and the caller counted with it, or nothing happened at all. Work proves a
    browser; an answer leaves it to the desk to see that a person wrote.
    """
    _one_by_one(said.key)
    if (known := sent_with(said.key)) is not None:
        raise AlreadySent(known, said)
    counted = _counted(said, caller, proven=not proof.question)
    for what, who in counted:
        look(what, who, now=now)
    _use(proof, said.key, now)
    said = replace(said, channel=Channel.PUBLIC, proven=not proof.question)
    case = cases.report(said, by=by, now=now)
    files.attach(case, photos, purpose=Purpose.REPORT, by=by, now=now)
    code = new_code()
    Follow.objects.create(case=case, digest=digest_of(case.pk, code), created_at=now)
    for what, who in counted:  # last: whoever is counted by the same row waits for a moment only
        count(what, who, now=now)
    return Sent(case, code)


def _one_by_one(key: UUID) -> None:
    """Two senders of one form come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int >> 65])


def _counted(said: Report, caller: str, *, proven: bool) -> list[tuple[str, str]]:
    """By what a report is counted, always in the same order."""
    names = ["send"] if proven else ["send", "unproven"]
    counted = [(f"{name}-address", caller) for name in names]
    if said.caller_phone:
        digits = "".join(it for it in said.caller_phone if it.isdigit())
        counted.append(("send-phone", digits))
    return [*counted, *((f"{name}-city", "city") for name in names)]


def _use(proof: Proof, key: UUID, now: datetime) -> None:
    """The proof counts once: of two who bring the same, the table lets one pass."""
    if proof.question is not None:
        answered = Question.objects.filter(pk=proof.question, form_key=key, right=True)
        if answered.filter(used_at=None).update(used_at=now) != 1:
            raise UnableToSend("这个小问题已经用过，请回答新的问题。", field="answer")
        return
    if not work.is_done(proof.work, proof.nonces, key=key, now=now):
        raise UnableToSend("没有通过自动核验，请再提交一次。")
    try:
        with transaction.atomic():
            Spent.objects.create(digest=work.digest(proof.work), spent_at=now)
    except IntegrityError as used:
        raise UnableToSend("这次核验已经用过，请再提交一次。") from used
