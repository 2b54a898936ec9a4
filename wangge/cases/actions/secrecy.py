"""Who may know of a case (保密): a circle instead of everybody in scope."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable
from wangge.staff import queries as staff

from ..circle import circle_told, concealed, of_opinion, people_around, spoken_of, widened
from ..flow import FLOW, OPEN
from ..models import Case, Kind
from ..policies import May, may_admit, may_conceal, may_disclose
from ..queries import get_case, local_day

OPEN_TO_ALL = "本件不是保密件，辖区内有权限的人都能看到。"


class UnableToConceal(Unable):
    """It is confidential already, or lacks a reason."""


class UnableToAdmit(Unable):
    """Only who could see the place can be let in, and never whom it speaks of."""


class UnableToDisclose(Unable):
    """It is open to all already, or must never be."""


@transaction.atomic
def conceal(number: str, *, reason: str, by: Actor, now: datetime) -> Case:
    """Nobody knows of the case but who makes it confidential, the desks around its place and those
    who sign for its units; more can be let in."""
    case = get_case(number, by=by, may=May.CONCEAL, lock=True)
    before, case.state = case.state, FLOW.after("conceal", case.state)
    if not may_conceal(case, by):
        raise UnableToConceal("本件已经是保密件。")
    if not reason.strip():
        raise UnableToConceal("请写明设为保密的理由。", field="reason")
    case.circle = sorted(concealed(case, by, local_day(now)))
    case.save(update_fields=["circle"])
    journal.record(
        "cases.concealed", case, by=by, at=now, before=before, after=case.state,
        reason=reason.strip(), circle=circle_told(case),
    )  # fmt: skip
    return case


@transaction.atomic
def admit(number: str, *, account: UUID, by: Actor, now: datetime) -> Case:
    """One more knows of a confidential case."""
    case = get_case(number, by=by, may=May.ADMIT, lock=True)
    before, case.state = case.state, FLOW.after("admit", case.state)
    if not may_admit(case, by):
        raise UnableToAdmit(OPEN_TO_ALL)
    if account in (case.circle or ()):
        raise UnableToAdmit("此人已是知情人。", field="account")
    if account in spoken_of(case) or account not in people_around(case, local_day(now)):
        raise UnableToAdmit("此人不能加入：只能从辖区内有权限的人中选择。", field="account")
    case.circle = widened(case, [account])
    case.save(update_fields=["circle"])
    journal.record(
        "cases.admitted", case, by=by, at=now, before=before, after=case.state,
        account=str(account), account_label=staff.Account.objects.get(pk=account).name,
        circle=circle_told(case),
    )  # fmt: skip
    return case


@transaction.atomic
def disclose(number: str, *, reason: str = "", by: Actor, now: datetime) -> Case:
    """Everybody in scope may see the case again. Never an opinion on the grid work (Art. 5)."""
    case = get_case(number, by=by, may=May.DISCLOSE, lock=True)
    before, case.state = case.state, FLOW.after("disclose", case.state)
    if not may_disclose(case, by):
        raise UnableToDisclose(
            "意见建议只限知情人查看，不能解除保密。" if case.kind == Kind.OPINION else OPEN_TO_ALL
        )
    case.circle = None
    case.save(update_fields=["circle"])
    journal.record(
        "cases.disclosed", case, by=by, at=now, before=before, after=case.state,
        reason=reason.strip(), circle=None,
    )  # fmt: skip
    return case


@transaction.atomic
def renew_circle(number: str, *, by: Actor, now: datetime) -> Case:
    """Who hears opinions there today knows of an open one; whom it speaks of never does.

    The circle changes with posts and with the account by which a worker signs in. Done twice, it
    changes nothing more.
    """
    case = get_case(number, by=by, may=May.ADMIT, lock=True)
    if case.circle is None or case.kind != Kind.OPINION:
        return case
    hearing = of_opinion(case, local_day(now)) if case.state in OPEN else frozenset()
    circle = sorted({*case.circle, *hearing} - spoken_of(case))
    if circle == sorted(case.circle):
        return case
    case.circle = circle
    case.save(update_fields=["circle"])
    journal.record(
        "cases.circle_renewed", case, by=by, at=now, before=case.state, after=case.state,
        circle=circle_told(case),
    )  # fmt: skip
    return case
