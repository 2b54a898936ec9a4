"""A case as its reporter is told it: in plain words, with units' names and nobody else's.

What is not in the table is not told. Notes, hand-backs' bases, results and words of the follow-up
are written inside the house and stay there; what the desk wants to say, it says in a reply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wangge.cases import queries as cases
from wangge.cases.flow import State
from wangge.cases.models import Case, Outcome, Rating, Remark, Reply, Score
from wangge.cases.related import end_of
from wangge.journal import queries as journal
from wangge.ui.shell import TimelineItem, Tone

Detail = Mapping[str, Any]
Said = Callable[[Detail], str]
RATING = "rating"  # the reason of the rating given at that moment


@dataclass(frozen=True, slots=True)
class Line:
    """How a step is told. `{unit}` is the unit's name; a step told as nothing is left out.

    `words` names the detail that was written for the reporter or by them. `shared`: whether, or in
    which other words, the step is told to the reporters of merged cases as well.
    """

    what: str | Said
    tone: Tone = "info"
    words: str = ""
    shared: bool | str = True

    def said(self, told: Detail, *, own: bool) -> str:
        """The step in words; none where it is not told."""
        if not own and self.shared is not True:
            return self.shared or ""
        return self.what if isinstance(self.what, str) else self.what(told)


def _closed(told: Detail) -> str:
    if told.get("outcome") == Outcome.UNREACHED:
        return "多次联系您没有联系上，先行结案"
    return "结案"


def _handed_back(told: Detail) -> str:
    return "平台正在另行安排承办单位" if told.get("lead") else ""


def _rated(told: Detail) -> str:
    score = told.get("outcome")
    return f"您的评价：{Score(score).label}，结案" if score in Score.values else "您已评价，结案"


def _called(told: Detail) -> str:
    return "" if told.get("reached") else "给您打过回访电话，没有打通"


STORY: Mapping[str, Line | None] = {
    "cases.reported": Line("收到您反映的事", shared=False),
    "cases.self_handled": Line("网格员已当场办好", "good"),
    "cases.check_requested": Line("请网格员到现场看一看", shared=False),
    "cases.affirmed": Line("网格员已到现场看过", shared=False),
    "cases.denied": Line("网格员已到现场看过", shared=False),
    "cases.doubted": Line("网格员已到现场看过", shared=False),
    "cases.sent_back": Line("请您补充说明", "warn", words="words", shared=False),
    "cases.corrected": Line("您已补充说明", shared=False),
    "cases.withdrawn": Line("您已撤回", "neutral", words="reason", shared=False),
    "cases.took_in": None,
    "cases.merged": Line("与先前反映的同一件事合在一起办理", shared=False),
    "cases.escalated": Line("转由上一级平台处理"),
    "cases.handed_down": Line("上一级平台已作安排"),
    "cases.accepted": Line("平台已受理"),
    "cases.declined": Line("不予受理", "bad", words="reason"),
    "cases.dispatched": Line("已交给{unit}办理"),
    "cases.signed": Line("{unit}开始办理"),
    "cases.handed_back": Line(_handed_back, "warn"),
    "cases.fed_back": Line("{unit}已协助办理"),
    "cases.concluded": Line("{unit}已办完，等待现场核查", "good"),
    "cases.confirmed_done": Line("现场核查通过", "good"),
    "cases.check_failed": Line("现场核查没有通过，退回重新办理", "warn"),
    "cases.refused": None,
    "cases.call_logged": Line(_called, shared=False),
    "cases.closed": Line(_closed, "good"),
    "cases.rated": Line(_rated, "good", words=RATING, shared="结案"),
    "cases.rejected": Line("因您不满意，退回重新办理", "warn", words=RATING, shared="退回重新办理"),
    "cases.reopened": Line("平台重新办理这件事", "warn"),
    "cases.archived": Line("已归档", "neutral"),
    "cases.problem_raised": Line("几次没有办好，由上一级平台督促办理", "warn"),
    "cases.recounted": Line("按新公布的放假安排重新计算了期限", "neutral"),
    # Told from their own rows, see `_said`.
    "cases.remarked": None,
    "cases.replied": None,
    # Inside the house.
    "cases.noted": None,
    "cases.concealed": None,
    "cases.admitted": None,
    "cases.disclosed": None,
    "cases.circle_renewed": None,
    "cases.handed_to": None,
    "cases.appealed": None,
    "cases.upheld": None,
    "cases.set_aside": None,
    "cases.template_kept": None,
    "cases.template_dropped": None,
    "cases.limit_set": None,
}


def story(case: Case) -> list[TimelineItem]:
    """All that happened to one's own case, the latest first."""
    told = [*_steps(case, own=True), *_said(case)]
    return sorted(told, key=lambda item: item.at)[::-1]


def story_of_main(case: Case) -> list[TimelineItem]:
    """What happens to the case into which one's own was merged, without a word that was said in
    it; nothing where only a circle may know of it."""
    main = main_of(case)
    if main is None or main.circle is not None:
        return []
    return [*_steps(main, own=False)][::-1]


def main_of(case: Case) -> Case | None:
    """The case in which a merged one goes on; None for one that goes on by itself.

    Who follows the merged one does not see this one: what is told of it is in this module.
    """
    main = end_of(case)
    return None if main.pk == case.pk else main


def asked_for(case: Case) -> str:
    """What the desk wants to know before it can go on; empty unless it waits for that."""
    last = journal.entries_of(case).filter(event="cases.sent_back").last()
    return str(last.detail.get("words", "")) if last and case.state == State.SENT_BACK else ""


def _steps(case: Case, *, own: bool) -> Iterator[TimelineItem]:
    entries = [entry for entry in journal.entries_of(case) if STORY.get(entry.event)]
    names = cases.unit_names(_unit(entry.detail) for entry in entries)
    reasons = _reasons(case) if own else {}
    for entry in entries:
        line = STORY[entry.event]
        what = line.said(entry.detail, own=own) if line else ""
        if line is None or not what:
            continue
        given = {**entry.detail, RATING: reasons.get(entry.at)}
        words = str(given.get(line.words) or "") if own and line.words else ""
        unit = names.get(_unit(entry.detail), "承办单位")
        yield _item(entry.at, what.format(unit=unit), words, line.tone)


def _reasons(case: Case) -> dict[datetime, str]:
    """Why the reporter rated as they did; what a desk noted of it stays with the desk."""
    own = Rating.objects.filter(case=case, by=cases.resident(case.pk).id)
    return dict(own.values_list("at", "reason"))


def _unit(told: Detail) -> str:
    """The unit a step is about; who is at work there is nobody's business."""
    lead = told.get("lead")
    return str(told.get("unit") or (lead if isinstance(lead, str) else "") or "")


def _said(case: Case) -> Iterator[TimelineItem]:
    """What the reporter added and what the desk answered, each in its words."""
    for remark in Remark.objects.filter(case=case):
        yield _item(remark.at, "您的补充", remark.words, "neutral")
    for reply in Reply.objects.filter(case=case):
        yield _item(reply.at, "平台答复", reply.words, "good")


def _item(at: datetime, what: str, words: str, tone: Tone) -> TimelineItem:
    return TimelineItem(at=at, who="", what=what, detail=words, tone=tone)
