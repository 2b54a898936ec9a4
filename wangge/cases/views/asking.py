"""Asking the reporter, doing it again, and appeals: one page per verb."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms as django_forms

from wangge.staff import queries as staff
from wangge.staff.doors import ActingRequest

from .. import forms, queries, ratings
from ..models import Case
from ..policies import May
from .verbs import Words, files_of, plain, verb_view

ASKING = "cases/asking_verb.html"


def _closing(request: ActingRequest, case: Case, now: datetime, data: Any) -> django_forms.Form:
    return forms.CloseForm(data, nobody=ratings.nobody_to_ask(case), left=ratings.tries_left(case))


def _handing(request: ActingRequest, case: Case, now: datetime, data: Any) -> django_forms.Form:
    able = []
    if unit := request.actor.unit:
        on = queries.local_day(now)
        able = staff.members(unit, permission=May.CONCLUDE, code=case.code, on=on)
    return forms.HandToForm(data, files_of(request, data), members=able)


log_call = verb_view(
    "log_call", plain(forms.LogCallForm), ASKING, Words("已记录回访。", "每打一次电话记一次。")
)
close = verb_view("close", _closing, ASKING)
reject = verb_view(
    "reject",
    plain(forms.RejectForm),
    ASKING,
    Words("已退给牵头单位重办。", "反映人不满意，退给牵头单位重办并重新计时。"),
)
appeal = verb_view(
    "appeal",
    plain(forms.AppealForm),
    ASKING,
    Words("已申诉，由县级网格化机构裁定。", "认为评价与办理无关的，可以申诉一次；办理不停。"),
)
uphold = verb_view(
    "uphold", plain(forms.RuleForm), ASKING, Words("已裁定：维持评价。", "评价合理，照常计入统计。")
)
set_aside = verb_view(
    "set_aside",
    plain(forms.RuleForm),
    ASKING,
    Words("已裁定：评价不计入。", "评价与办理无关，保留记录，不计入统计。"),
)
hand_to = verb_view(
    "hand_to", _handing, words=Words("已交给承办人。", "时限不变；承办人会收到消息。")
)
