"""How a history tells what a checker, a desk and a reporter decided on the way, and of secrecy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wangge.kernel.code import Code
from wangge.places import queries as places
from wangge.ui.shell import Tone

Pairs = list[tuple[str, str]]

WHAT: Mapping[str, tuple[str, Tone]] = {
    "cases.check_requested": ("转网格员核实", "info"),
    "cases.affirmed": ("核实属实", "good"),
    "cases.denied": ("核实不属实", "warn"),
    "cases.doubted": ("无法核实", "warn"),
    "cases.sent_back": ("退回补正", "warn"),
    "cases.corrected": ("补正", "info"),
    "cases.withdrawn": ("撤回", "neutral"),
    "cases.escalated": ("提级", "warn"),
    "cases.handed_down": ("交办", "info"),
    "cases.reopened": ("重新办理", "warn"),
    "cases.archived": ("归档", "neutral"),
    "cases.concealed": ("设为保密", "neutral"),
    "cases.admitted": ("加入知情人", "neutral"),
    "cases.disclosed": ("解除保密", "neutral"),
    "cases.circle_renewed": ("更新知情人", "neutral"),
}


def _seen(told: Mapping[str, Any]) -> Pairs:
    return [("现场情况", told.get("words", ""))]


def _asked(told: Mapping[str, Any]) -> Pairs:
    return [("要求", told.get("words", ""))]


def _corrected(told: Mapping[str, Any]) -> Pairs:
    moved = told.get("desk") and not Code(told["desk"]).covers(told["was_at"])
    return [("转到", places.full_name(Code(told["desk"]))) if moved else ("", "")]


def _reasoned(told: Mapping[str, Any]) -> Pairs:
    return [("理由", told.get("reason", ""))]


def _raised(told: Mapping[str, Any]) -> Pairs:
    return [("由谁办理", desk_name(Code(told["desk"]))), ("意见", told.get("words", ""))]


def _reopened(told: Mapping[str, Any]) -> Pairs:
    return [*_reasoned(told), ("次数", f"第 {told['reopens']} 次")]


def _admitted(told: Mapping[str, Any]) -> Pairs:
    return [("知情人", told.get("account_label", ""))]


TELL: Mapping[str, Callable[[Mapping[str, Any]], Pairs]] = {
    "cases.affirmed": _seen,
    "cases.denied": _seen,
    "cases.doubted": _seen,
    "cases.sent_back": _asked,
    "cases.corrected": _corrected,
    "cases.withdrawn": _reasoned,
    "cases.escalated": _raised,
    "cases.handed_down": _raised,
    "cases.reopened": _reopened,
    "cases.concealed": _reasoned,
    "cases.admitted": _admitted,
    "cases.disclosed": _reasoned,
}


def desk_name(desk: Code) -> str:
    """Who decides at a desk: the platform of a place, or before the city its agency."""
    return f"{places.name_of(desk)}{'网格化服务管理机构' if len(desk) <= 4 else '平台'}"
