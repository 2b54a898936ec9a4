"""A report is sent back for what is missing, made good, or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wangge.files import actions as files
from wangge.files.models import Purpose
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable

from ..circle import circle_told, of_opinion, widened
from ..flow import FLOW, Stage
from ..models import Case, Kind, Remark
from ..policies import May, may_correct, may_withdraw
from ..queries import get_case, local_day
from . import clock
from .at_desk import at_desk
from .desk import file_under
from .reporting import LONGEST, grid_of, plain_words
from .unit import Photo


class UnableToSendBack(Unable):
    """The reporter must be able to read what is missing."""


class UnableToCorrect(Unable):
    """It is somebody else's report, or nothing was added."""


class UnableToWithdraw(Unable):
    """It is somebody else's report."""


@transaction.atomic
def send_back(number: str, *, words: str, by: Actor, now: datetime) -> Case:
    """The report lacks something: whoever made it is asked for it, by a limit."""
    case = at_desk(number, by=by, may=May.SEND_BACK)
    before, case.state = case.state, FLOW.after("send_back", case.state)
    if not words.strip():
        raise UnableToSendBack("请写明缺什么，上报人要照此补正。", field="words")
    limit = clock.start(case, Stage.CORRECT, now=now)
    case.save()
    journal.record(
        "cases.sent_back", case, by=by, at=now, before=before, after=case.state,
        words=words.strip(), limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def correct(
    number: str,
    *,
    words: str = "",
    lon: float | None = None,
    lat: float | None = None,
    grid: str = "",
    address: str | None = None,
    matter: str | None = None,
    photos: Sequence[Photo] = (),
    by: Actor,
    now: datetime,
) -> Case:
    """What was missing is there, and the desk has the report again, with a new limit.

    What is not given stays. Nothing is lost: the words and the address that are replaced are kept
    as a remark, the grid in the journal. `born_code` stays.
    """
    case = get_case(number, by=by, may=May.CORRECT, lock=True)
    before, case.state = case.state, FLOW.after("correct", case.state)
    if not may_correct(case, by):
        raise UnableToCorrect("补正由上报人本人办理；来电来访的由平台代为补正。")
    point = None if lon is None or lat is None else (lon, lat)
    was = (case.words, case.address, case.code, case.line)
    _rewrite(case, words, address, now)
    _move(case, point, grid, by, now)
    if (matter is not None and matter != case.line) or case.code != was[2]:
        file_under(case, case.line if matter is None else matter, now)
    if was == (case.words, case.address, case.code, case.line) and not (point or photos):
        raise UnableToCorrect("没有改动。请按退回的要求补充后再提交。", field="words")
    limit = clock.start(case, Stage.ACCEPT, now=now)
    case.save()
    shown = files.attach(case, photos, purpose=Purpose.REPORT, by=by, now=now)
    journal.record(
        "cases.corrected", case, by=by, at=now, before=before, after=case.state, line=case.line,
        category=case.category, desk=case.desk, was_at=was[2], circle=circle_told(case),
        photos=[str(photo.id) for photo in shown], limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def withdraw(number: str, *, reason: str = "", by: Actor, now: datetime) -> Case:
    """Who reported it takes it back, before any unit has it; why is theirs to say or not.

    Not while others wait for it, whose cases were merged into this one.
    """
    case = get_case(number, by=by, may=May.WITHDRAW, lock=True)
    before, case.state = case.state, FLOW.after("withdraw", case.state)
    if not may_withdraw(case, by):
        raise UnableToWithdraw("只有上报人本人可以撤回；平台不办理的请用“不予受理”。")
    if Case.objects.filter(merged_into=case).exists():
        raise UnableToWithdraw("还有别人反映同一件事，平台会继续办理，不能撤回。")
    clock.stop(case, now=now)
    case.save()
    journal.record(
        "cases.withdrawn", case, by=by, at=now, before=before, after=case.state,
        reason=reason.strip(),
    )  # fmt: skip
    return case


def _rewrite(case: Case, words: str, address: str | None, now: datetime) -> None:
    """New words and a new address; the old ones become a remark."""
    old = []
    if words.strip() and words.strip() != case.words:
        old.append(f"补正前的情况：{case.words}")
        case.words = plain_words(words)
    if address is not None and address.strip() != case.address:
        old += [f"补正前的地点：{case.address}"] if case.address else []
        case.address = address.strip()
    text = "\n".join(old)
    for start in range(0, len(text), LONGEST):
        piece = text[start : start + LONGEST]
        Remark.objects.create(case=case, code=case.code, words=piece, at=now)


def _move(
    case: Case, point: tuple[float, float] | None, grid: str, by: Actor, now: datetime
) -> None:
    """A point counts more than a grid; the desk is the one of the new place, on the same level."""
    if point is None and grid in ("", case.code):
        return
    code: Code = grid_of(point, grid, by=by, may=May.CORRECT, now=now)
    case.lon, case.lat = point or (None, None)
    if code == case.code:
        return
    case.code, case.desk = code, code.at(case.desk.level)
    if case.kind == Kind.OPINION:
        case.circle = widened(case, of_opinion(case, local_day(now)))
