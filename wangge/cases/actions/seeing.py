"""The report check (核实): somebody goes and sees whether what was reported is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from wangge.files import actions as files
from wangge.files.models import Purpose
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from ..flow import FLOW, Stage
from ..models import Case, Finding
from ..policies import May, may_request_check
from ..queries import get_case
from . import clock
from .at_desk import at_desk
from .checking import UnableToCheck, must_be_checker
from .unit import Photo


class UnableToRequestCheck(Unable):
    """What is said about the grid work is not checked by those who do it (Art. 5)."""


@transaction.atomic
def request_check(number: str, *, by: Actor, now: datetime) -> Case:
    """The desk wants to know whether it is there: the grid's worker is to see, by a limit.

    What an earlier check found no longer stands.
    """
    case = at_desk(number, by=by, may=May.REQUEST_CHECK)
    before, case.state = case.state, FLOW.after("request_check", case.state)
    if not may_request_check(case, by):
        raise UnableToRequestCheck("意见建议不作现场核实，请直接受理。")
    case.finding = ""
    limit = clock.start(case, Stage.CONFIRM, now=now)
    case.save()
    journal.record(
        "cases.check_requested", case, by=by, at=now, before=before, after=case.state,
        finding=case.finding, limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def affirm(
    number: str, *, words: str = "", photos: Sequence[Photo] = (), by: Actor, now: datetime
) -> Case:
    """Seen on site: it is there. The desk may accept it."""
    case = get_case(number, by=by, may=May.AFFIRM, lock=True)
    before, case.state = case.state, FLOW.after("affirm", case.state)
    found = _found(case, Finding.AFFIRMED, words=words, photos=photos, by=by, now=now)
    journal.record("cases.affirmed", case, by=by, at=now, before=before, **found)
    return case


@transaction.atomic
def deny(
    number: str, *, words: str, photos: Sequence[Photo] = (), by: Actor, now: datetime
) -> Case:
    """Seen on site: it is not there, and what is there instead. The desk decides."""
    case = get_case(number, by=by, may=May.DENY, lock=True)
    before, case.state = case.state, FLOW.after("deny", case.state)
    if not words.strip():
        raise UnableToCheck("请写明现场看到的情况。", field="words")
    found = _found(case, Finding.DENIED, words=words, photos=photos, by=by, now=now)
    journal.record("cases.denied", case, by=by, at=now, before=before, **found)
    return case


@transaction.atomic
def doubt(
    number: str, *, words: str, photos: Sequence[Photo] = (), by: Actor, now: datetime
) -> Case:
    """It could not be told on site, for a reason. The desk decides."""
    case = get_case(number, by=by, may=May.DOUBT, lock=True)
    before, case.state = case.state, FLOW.after("doubt", case.state)
    if not words.strip():
        raise UnableToCheck("请写明为什么无法核实。", field="words")
    found = _found(case, Finding.DOUBTED, words=words, photos=photos, by=by, now=now)
    journal.record("cases.doubted", case, by=by, at=now, before=before, **found)
    return case


def _found(
    case: Case, finding: Finding, *, words: str, photos: Sequence[Photo], by: Actor, now: datetime
) -> dict[str, Any]:
    """What the check found is on the case, and the desk's clock runs; told for the journal."""
    must_be_checker(case, by, now)
    case.finding = finding
    limit = clock.start(case, Stage.ACCEPT, now=now)
    case.save()
    shown = files.attach(case, photos, purpose=Purpose.BEFORE, by=by, now=now)
    return {
        "after": case.state,
        "finding": case.finding,
        "words": words.strip(),
        "photos": [str(photo.id) for photo in shown],
        "limit": clock.told(limit),
    }
