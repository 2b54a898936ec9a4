"""What happens next to a case and by when, for the one who reported it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wangge.cases import queries as cases
from wangge.cases.flow import State
from wangge.cases.models import Case, Kind

from .story import main_of

NEXT: Mapping[str, str] = {
    State.TO_CONFIRM: "网格员到现场看一看，再由平台决定怎么办。",
    State.REPORTED: "平台看过以后，决定是否受理。",
    State.SENT_BACK: "请您补充说明，平台才能往下办。",
    State.ACCEPTED: "平台安排承办单位。",
    State.DISPATCHED: "{unit}办理。",
    State.HANDLING: "{unit}正在办理。",
    State.HANDED_BACK: "平台另行安排承办单位。",
    State.VERIFYING: "承办单位已办完，安排人到现场核查。",
    State.FOLLOW_UP: "请您评价办得怎么样。您也可能接到回访电话。",
    State.CLOSED: "这件事已经结案。",
    State.DECLINED: "这件事不予受理，理由写在下面的办理经过里。",
    State.MERGED: "别人先反映了同一件事，两件合在一起办，您不用再等另一份结果。",
    State.WITHDRAWN: "您已经撤回，不再办理。",
    State.ARCHIVED: "这件事已经归档，只能查看。",
}
OF_OPINION: Mapping[str, str] = {
    State.REPORTED: "乡镇（街道）看过以后，决定怎么办。",
    State.VERIFYING: "承办单位已办完，由乡镇（街道）核对。",
}
OF_MAIN: Mapping[str, str] = {
    State.SENT_BACK: "等先反映的人补充说明。",
    State.FOLLOW_UP: "已经办完，正在回访。",
    State.DECLINED: "这件事不予受理。",
    State.ARCHIVED: "这件事已经办结归档。",
}
UNTIL: Mapping[str, str] = {
    State.SENT_BACK: "请您最迟",
    State.FOLLOW_UP: "平台最迟回访",
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What comes next, how long it may take and until when, and whether that is over."""

    words: str
    allowed: str = ""
    until: str = "最迟"
    due_at: datetime | None = None
    provisional: bool = False
    late: bool = False


def outlook(case: Case, *, now: datetime) -> Outlook:
    """From where the case stands now and the limit that runs."""
    own = OF_OPINION if case.kind == Kind.OPINION else {}
    return _outlook(case, own.get(case.state) or NEXT[case.state], now)


def outlook_of_main(case: Case, *, now: datetime) -> Outlook | None:
    """How it stands with the case into which one's own was merged, unless few may know of it."""
    main = main_of(case)
    if main is None or main.circle is not None:
        return None
    return _outlook(main, OF_MAIN.get(main.state) or NEXT[main.state], now)


def _outlook(case: Case, words: str, now: datetime) -> Outlook:
    lead = case.units[0] if case.units else None
    unit = cases.unit_names([lead]).get(str(lead), "承办单位") if "{unit}" in words else ""
    record = cases.limits_of(case).filter(due_at=case.due_at).last() if case.due_at else None
    return Outlook(
        words=words.format(unit=unit),
        allowed=record.amount if record else "",
        until=UNTIL.get(case.state, "最迟"),
        due_at=case.due_at,
        provisional=case.provisional,
        late=case.due_at is not None and now > case.due_at and case.state != State.SENT_BACK,
    )
