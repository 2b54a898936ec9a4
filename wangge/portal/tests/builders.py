"""Boards, and reports as a resident sends them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.test import Client

from democity.cast import GRID
from tests.town import NOW, inside
from wangge.cases.actions.reporting import Report
from wangge.cases.queries import resident
from wangge.kernel.code import Code
from wangge.kernel.ids import new_id
from wangge.portal import actions, work
from wangge.portal.models import Board, Question

CALLER = "198.51.100.7"


def board(grid: Code, token: str = "") -> Board:
    """A board that hangs in the middle of a grid of the town."""
    lon, lat = inside(grid)
    return Board.objects.create(
        token=token or f"board{grid}", code=grid, lon=lon, lat=lat, place="村部门口", posted_at=NOW
    )


def said(
    words: str = "路灯不亮", *, grid: Code = GRID, key: UUID | None = None, **more: Any
) -> Report:
    return Report(key=key or new_id(), words=words, grid=grid, **more)


def worked(key: UUID, *, now: datetime = NOW) -> actions.Proof:
    """The proof of a browser with JavaScript."""
    token = work.challenge(key, now=now)
    return actions.Proof(work=token, nonces=work.solve(token))


def submitted(
    report: Report | None = None, *, proof: actions.Proof | None = None, caller: str = CALLER,
    now: datetime = NOW, **more: Any,
) -> actions.Sent:  # fmt: skip
    """A report as the verb takes it, with whatever proof or with work."""
    report = report or said()
    return actions.submit(
        report,
        proof=proof or worked(report.key, now=now),
        caller=caller,
        by=resident(report.key),
        now=now,
        **more,
    )


class Visitor:
    """Somebody at a phone, whose browser runs JavaScript or not."""

    def __init__(self, *, javascript: bool = True, address: str = CALLER) -> None:
        self.browser = Client(REMOTE_ADDR=address)
        self.javascript = javascript

    def open(self, url: str = "/report/") -> dict[str, str]:
        """The hidden fields of a form, with the proof that this browser finds."""
        return self.fields(self.browser.get(url).content.decode())

    def fields(self, page: str) -> dict[str, str]:
        hidden = {name: _value(page, name) for name in ("key", "work", "question", "sure", "grid")}
        if self.javascript:
            return hidden | {"nonces": work.solve(hidden["work"]), "whole": "1"}
        answer = Question.objects.get(pk=hidden["question"]).answer
        return hidden | {"answer": answer, "whole": "1"}

    def send(self, fields: dict[str, Any], url: str = "/report/", **told: Any) -> Any:
        return self.browser.post(url, fields | told)


def _value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*\bname="{name}"[^>]*\bvalue="([^"]*)"', page, re.DOTALL)
    return found.group(1) if found else ""


def number_in(page: str) -> str:
    """The case number of a receipt."""
    found = re.search(r"\b(\d{18})\b", page)
    assert found
    return found.group(1)


def code_in(page: str) -> str:
    """The follow code of a receipt; empty where there is none."""
    found = re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", page)
    return found.group(0) if found else ""
