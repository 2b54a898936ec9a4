"""Verification on site by the grid's own worker (Art. 10), and the right to refuse (Art. 9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wangge.files import actions as files
from wangge.files.models import Purpose
from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.matters import actions as matters
from wangge.staff import queries as staff

from ..flow import FLOW, Stage
from ..models import Case
from ..policies import May
from ..queries import checkers_of, get_case, local_day, off_list
from . import clock
from .rework import give_back_to_lead
from .unit import Photo


class UnableToCheck(Unable):
    """The check belongs to somebody else, or lacks its reason."""


@transaction.atomic
def confirm_done(
    number: str, *, words: str = "", photos: Sequence[Photo] = (), by: Actor, now: datetime
) -> Case:
    """Seen on site, perhaps shown: it is done. What remains is to ask the resident."""
    case = get_case(number, by=by, may=May.CONFIRM_DONE, lock=True)
    before, case.state = case.state, FLOW.after("confirm_done", case.state)
    must_be_checker(case, by, now)
    limit = clock.start(case, Stage.FOLLOW_UP, now=now)
    case.save()
    shown = files.attach(case, photos, purpose=Purpose.AFTER, by=by, now=now)
    journal.record(
        "cases.confirmed_done", case, by=by, at=now, before=before, after=case.state,
        words=words.strip(), photos=[str(photo.id) for photo in shown], limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def fail_check(
    number: str, *, words: str, photos: Sequence[Photo] = (), by: Actor, now: datetime
) -> Case:
    """Seen on site: it is not done. The lead has it again, and a rework is counted."""
    case = get_case(number, by=by, may=May.FAIL_CHECK, lock=True)
    before, case.state = case.state, FLOW.after("fail_check", case.state)
    must_be_checker(case, by, now)
    if not words.strip():
        raise UnableToCheck("请写明哪里没有办好。", field="words")
    limit = give_back_to_lead(case, "fail_check", now=now)
    case.save()
    shown = files.attach(case, photos, purpose=Purpose.AFTER, by=by, now=now)
    journal.record(
        "cases.check_failed", case, by=by, at=now, before=before, after=case.state,
        words=words.strip(), photos=[str(photo.id) for photo in shown], reworks=case.reworks,
        limit=clock.told(limit),
    )  # fmt: skip
    return case


@transaction.atomic
def refuse(number: str, *, words: str, by: Actor, now: datetime) -> Case:
    """The worker does not carry out a check for a matter that is not on the list (Art. 9).

    It counts against nobody's work: the refusal is registered, and the check passes to the next
    who may do it.
    """
    case = get_case(number, by=by, may=May.REFUSE, lock=True)
    before, case.state = case.state, FLOW.after("refuse", case.state)
    must_be_checker(case, by, now)
    if not off_list(case, local_day(now)):
        raise UnableToCheck("该事项在清单之内，网格员应当办理；确有困难请联系平台。")
    case.check_refused_by = [*case.check_refused_by, by.id]
    case.save(update_fields=["check_refused_by"])
    matters.refuse_task(
        case.code,
        department=staff.organisation(case.units[0]).name,
        words=words.strip() or "清单外事项的现场核查，不予执行",
        asked_on=local_day(now),
        case_number=case.number,
        by=by,
        now=now,
    )
    journal.record("cases.refused", case, by=by, at=now, before=before, after=case.state)
    return case


def must_be_checker(case: Case, by: Actor, now: datetime) -> None:
    """Whoever sees on site is whom `checkers_of` names."""
    if by.id == case.concluded_by:
        raise UnableToCheck("办结的人不能自己核查，请由本网格网格员核查。")
    if by.id in case.check_refused_by:
        raise UnableToCheck("您已对本件不予执行，核查由他人进行。")
    if by.id not in checkers_of(case, local_day(now)):
        raise UnableToCheck("本网格有在岗网格员，应由其到现场核查。")
