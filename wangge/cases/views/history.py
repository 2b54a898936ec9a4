"""A case's journal in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.html import format_html

from wangge.journal.models import Entry
from wangge.matters.models import Urgency
from wangge.ui.shell import TimelineItem, Tone
from wangge.ui.templatetags.ui import moment_full

from ..flow import Stage
from ..models import Case, Channel, Kind, Outcome, Part
from ..tables import Reading
from . import asked, decided

Pairs = list[tuple[str, str]]
Detail = Mapping[str, Any]

WHAT: Mapping[str, tuple[str, Tone]] = {
    "cases.reported": ("上报", "info"),
    "cases.self_handled": ("自办（即报即结）", "good"),
    "cases.accepted": ("受理", "info"),
    "cases.declined": ("不予受理", "bad"),
    "cases.dispatched": ("分派", "info"),
    "cases.signed": ("签收", "info"),
    "cases.handed_back": ("退回", "warn"),
    "cases.fed_back": ("反馈办理情况", "info"),
    "cases.concluded": ("办结", "good"),
    "cases.confirmed_done": ("核查通过", "good"),
    "cases.check_failed": ("核查不通过，重办", "bad"),
    "cases.refused": ("对核查不予执行", "warn"),
    "cases.closed": ("结案", "good"),
    "cases.recounted": ("期限重算", "neutral"),
    "cases.noted": ("写了内部备注", "neutral"),
    "cases.remarked": ("反映人补充说明", "info"),
    "cases.replied": ("答复反映人", "info"),
    "cases.merged": ("合并", "neutral"),
    "cases.took_in": ("并入另一件", "neutral"),
}


def history(entries: Iterable[Entry], parts: Iterable[Part], read: Reading) -> list[TimelineItem]:
    """Every step, oldest first; that photos came with one is not another."""
    results = {(str(part.unit), part.round): part.result for part in parts}
    return [_item(entry, results, read) for entry in entries if entry.event != "files.attached"]


def units_in(entries: Iterable[Entry]) -> set[str]:
    """All organisations that a history speaks of."""
    found: set[str] = set()
    for entry in entries:
        told = entry.detail
        found |= {str(told[name]) for name in ("unit",) if told.get(name)}
        found |= {*told.get("participants", ()), *told.get("released", ())}
        if entry.event == "cases.dispatched":
            found.add(told["lead"])
        if entry.actor_unit:
            found.add(str(entry.actor_unit))
    return found


def _item(entry: Entry, results: Mapping[tuple[str, int], str], read: Reading) -> TimelineItem:
    what, tone = {**WHAT, **asked.WHAT, **decided.WHAT}.get(entry.event, (entry.event, "neutral"))
    told = _TELL.get(entry.event, _nothing)(entry.detail, read)
    if tell := {**asked.TELL, **decided.TELL}.get(entry.event):
        told = tell(entry.detail)
    if entry.event in ("cases.fed_back", "cases.concluded"):
        result = results.get((entry.detail["unit"], entry.detail["round"]), "")
        told = [("情况", result), *told]
    told = [(label, value) for label, value in [*told, *_limit(entry.detail)] if value]
    return TimelineItem(
        at=entry.at,
        who=entry.actor_label,
        what=what,
        unit=read.unit(entry.actor_unit),
        detail=told,
        tone=tone,
    )


def _nothing(told: Detail, read: Reading) -> Pairs:
    return []


def _born(told: Detail, read: Reading) -> Pairs:
    return [
        ("来源", _label(Channel, told.get("channel"))),
        ("类别", told.get("category", "")),
        ("紧急程度", _label(Urgency, told.get("urgency"))),
    ]


def _accepted(told: Detail, read: Reading) -> Pairs:
    return _born(told, read)[1:]


def _declined(told: Detail, read: Reading) -> Pairs:
    return [("理由", told.get("reason", ""))]


def _dispatched(told: Detail, read: Reading) -> Pairs:
    return [
        ("牵头单位", read.unit(told["lead"])),
        ("协办单位", _units(told.get("participants", ()), read)),
        ("解除", _units(told.get("released", ()), read)),
        ("交办意见", told.get("note", "")),
    ]


def _by_part(told: Detail, read: Reading) -> Pairs:
    return [("分工", "牵头" if told.get("lead") else "协办")]


def _handed_back(told: Detail, read: Reading) -> Pairs:
    return [*_by_part(told, read), ("依据", told.get("basis", ""))]


def _concluded(told: Detail, read: Reading) -> Pairs:
    released = _units(told.get("released", ()), read)
    return [("不等反馈", released), ("理由", told.get("reason", ""))]


def _checked(told: Detail, read: Reading) -> Pairs:
    times = told.get("reworks")
    return [("现场情况", told.get("words", "")), ("返工", f"第 {times} 次" if times else "")]


def _closed(told: Detail, read: Reading) -> Pairs:
    return [("回访结果", _label(Outcome, told.get("outcome"))), ("记录", told.get("words", ""))]


def _merged(told: Detail, read: Reading) -> Pairs:
    return [("主事件", told["main"]), ("解除", _units(told.get("released", ()), read))]


def _took_in(told: Detail, read: Reading) -> Pairs:
    return [("并入", told["merged"])]


def _limit(told: Detail) -> Pairs:
    """The limit that began with this step; of several, the lead's handling."""
    limits: Mapping[str, Detail] = told.get("limits") or {}
    one = limits.get(Stage.HANDLE) or told.get("limit")
    if not one:
        return []
    provisional = "（暂定）" if one.get("provisional") else ""
    pairs: Pairs = [("时限", format_html("{}{}", _moment(one["due"]), provisional))]
    if sign := limits.get(Stage.SIGN):
        pairs.insert(0, ("签收时限", _moment(sign["due"])))
    return pairs


def _moment(text: str) -> str:
    return moment_full(datetime.fromisoformat(text))


def _units(ids: Iterable[str], read: Reading) -> str:
    return "、".join(read.unit(one) or one for one in ids)


def _label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else str(value or "")


_TELL: Mapping[str, Callable[[Detail, Reading], Pairs]] = {
    "cases.reported": _born,
    "cases.self_handled": _born,
    "cases.accepted": _accepted,
    "cases.declined": _declined,
    "cases.dispatched": _dispatched,
    "cases.signed": _by_part,
    "cases.handed_back": _handed_back,
    "cases.fed_back": _by_part,
    "cases.concluded": _concluded,
    "cases.merged": _merged,
    "cases.took_in": _took_in,
    "cases.confirmed_done": _checked,
    "cases.check_failed": _checked,
    "cases.closed": _closed,
}


def facts_of(case: Case, read: Reading, *, place: str) -> Pairs:
    """What is known of a case, as labels and values; what is not known is left out."""
    known = [
        ("事项", read.matter(case)),
        ("类别", case.category),
        ("地点", place),
        ("具体地点", case.address),
        ("性质", "" if case.kind == Kind.MATTER else case.get_kind_display()),
        ("来源", case.get_channel_display()),
        ("上报时间", moment_full(case.reported_at)),
        ("紧急程度", case.get_urgency_display()),
        ("核实", case.get_finding_display() if case.finding else ""),
        ("办理平台", decided.desk_name(case.desk)),
        ("牵头单位", read.lead(case)),
        ("重新办理", f"{case.reopens} 次" if case.reopens else ""),
        ("返工", f"{case.reworks} 次" if case.reworks else ""),
        ("回访结果", case.get_outcome_display() if case.outcome else ""),
        ("结束时间", moment_full(case.closed_at)),
    ]
    return [(label, value) for label, value in known if value]
