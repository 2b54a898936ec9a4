"""Two reports of one thing become one case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wangge.journal import actions as journal
from wangge.kernel.actor import Actor
from wangge.kernel.errors import Unable

from ..flow import FLOW, OPEN, OPEN_PARTS, PART_FLOW
from ..models import Case
from ..policies import May
from ..queries import get_case, present_parts
from . import clock
from .at_desk import at_desk

NOT_THERE = "没有找到这个编号的事件，请核对编号；主事件须在您的范围内。"


class UnableToMerge(Unable):
    """The main case is missing, over, the same, or confidential to others."""


@transaction.atomic
def merge(number: str, *, into: str, by: Actor, now: datetime) -> Case:
    """The case ends here and goes on in the main one: whoever reported it follows that.

    Both are locked in the order of their numbers, so that two who merge crosswise come one by one.
    """
    main = _main(number, into.strip(), by=by)
    case = at_desk(number, by=by, may=May.MERGE)
    before, case.state = case.state, FLOW.after("merge", case.state)
    if main.state not in OPEN:
        raise UnableToMerge(
            f"事件 {main.number} 是「{main.get_state_display()}」，不能作主事件，请另选一件。",
            field="into",
        )
    if (case.circle and set(case.circle)) != (main.circle and set(main.circle)):
        raise UnableToMerge("保密事件只能与知情人完全相同的事件合并。", field="into")
    case.merged_into = main
    released = _release(case)
    clock.stop(case, now=now)
    case.save()
    journal.record(
        "cases.merged", case, by=by, at=now, before=before, after=case.state, into=str(main.pk),
        main=main.number, released=released,
    )  # fmt: skip
    journal.record(
        "cases.took_in", main, by=by, at=now, before=main.state, after=main.state,
        merged=case.number,
    )  # fmt: skip
    return case


def _main(number: str, into: str, *, by: Actor) -> Case:
    """The main case; both are locked, the lower number first."""
    if into == number:
        raise UnableToMerge("不能与自己合并，请填写另一件的编号。", field="into")
    get_case(number, by=by, may=May.MERGE)
    for one in sorted((number, into)):
        try:
            get_case(one, by=by, may=May.MERGE, lock=True)
        except Case.DoesNotExist as missing:
            raise UnableToMerge(NOT_THERE, field="into") from missing
    return get_case(into, by=by, may=May.MERGE)


def _release(case: Case) -> list[str]:
    """Participants who are still at work on it need not go on."""
    released = [part for part in present_parts(case) if part.state in OPEN_PARTS]
    for part in released:
        part.state = PART_FLOW.after("release", part.state)
        part.save(update_fields=["state"])
    return [str(part.unit) for part in released]
