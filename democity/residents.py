"""What residents of the demo city said on the public side, sent as their browsers would.

Two of their reports have a follow code that everybody knows, as the accounts have a password.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from democity.cast import INVENTED
from wangge.cases.actions.reporting import Report
from wangge.cases.models import Case
from wangge.cases.queries import resident
from wangge.files.images import Picture
from wangge.kernel.actor import machine
from wangge.portal import actions as portal
from wangge.portal import codes, work
from wangge.portal.models import Board, Follow, Question

FOLLOW_CODE = "WANGGE234567"
TO_RATE, IN_HAND = "to rate", "in hand"
TO_TRY = {TO_RATE: "已办完，请您评价", IN_HAND: "正在办理"}
BROWSER = machine("演示浏览器")


def key_of(story: str) -> UUID:
    """The key of the form on which a story was reported: the id of its case."""
    return uuid5(INVENTED, f"report {story}")


def send(
    story: str,
    said: Report,
    *,
    photos: Sequence[Picture] = (),
    asked: bool = False,
    code: str = "",
    now: datetime,
) -> Case:
    """A report arrives. `asked`: from a browser without JavaScript, whose user was asked; with a
    `code` everybody who knows it may follow."""
    said = replace(said, key=key_of(story))
    sent = portal.submit(
        said,
        proof=_answer(said.key, now) if asked else _work(said.key, now),
        caller=f"demo {story}",
        photos=photos,
        by=resident(said.key),
        now=now,
    )
    if code:
        known = codes.digest_of(sent.case.pk, code)
        Follow.objects.filter(case=sent.case).update(digest=known)
    return sent.case


def _work(key: UUID, now: datetime) -> portal.Proof:
    token = work.challenge(key, now=now)
    return portal.Proof(work=token, nonces=work.solve(token))


def _answer(key: UUID, now: datetime) -> portal.Proof:
    question: Question = portal.ask(key, by=BROWSER, now=now)
    portal.answer(question.pk, question.answer, form_key=key, by=BROWSER, now=now)
    return portal.Proof(question=question.pk)


def to_try() -> list[tuple[str, str, str]]:
    """Numbers, follow codes, and how far it has come, for trying how a report is followed."""
    numbers = dict(Case.objects.values_list("id", "number").filter(id__in=map(key_of, TO_TRY)))
    code = codes.spelled(FOLLOW_CODE)
    return [
        (numbers[key_of(story)], code, words)
        for story, words in TO_TRY.items()
        if key_of(story) in numbers
    ]


def boards() -> list[tuple[str, str]]:
    """The address that the code of each notice board opens, and where the board hangs."""
    hanging = Board.objects.filter(removed_at=None).order_by("code", "id")
    return [(f"/g/{board.token}/", f"{board.code}，{board.place}") for board in hanging[:2]]
