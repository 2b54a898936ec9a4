"""The pages of what a desk, a checker and a reporter decide on the way to a case's end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms as django_forms

from wangge.matters import queries as matters
from wangge.staff.doors import ActingRequest
from wangge.territory import queries as territory

from .. import forms, queries
from ..models import Case
from ..policies import May
from .reporting import grids_offered
from .verbs import Words, files_of, plain, verb_view


def _correcting(request: ActingRequest, case: Case, now: datetime, data: Any) -> django_forms.Form:
    """The report as it stands; a grid to choose where there are not too many."""
    on = queries.local_day(now)
    grids = grids_offered(request.actor.scope(May.CORRECT), on)
    if case.code not in dict(grids):
        grids = [*grids, (case.code, territory.names([case.code], on)[case.code])]
    listed = matters.in_force(on, at=case.code)
    return forms.CorrectForm(data, files_of(request, data), case=case, matters=listed, grids=grids)


request_check = verb_view(
    "request_check",
    plain(forms.RequestCheckForm),
    words=Words("已转网格员核实。", "网格员到现场看过后，本件回到待受理；等待期间也可以直接受理。"),
)
affirm = verb_view(
    "affirm",
    plain(forms.AffirmForm),
    words=Words("已登记为属实，等待受理。", "到现场看过，情况属实。"),
)
deny = verb_view(
    "deny",
    plain(forms.DenyForm),
    words=Words("已登记为不属实，由平台决定。", "到现场看过，没有所说的情况。"),
)
doubt = verb_view(
    "doubt",
    plain(forms.DoubtForm),
    words=Words("已登记为无法核实，由平台决定。", "看不到、找不到或说不清的，写明原因即可。"),
)
send_back = verb_view(
    "send_back",
    plain(forms.SendBackForm),
    words=Words("已退回，等待上报人补正。", "退回后开始计补正时限。"),
)
correct = verb_view(
    "correct",
    _correcting,
    "cases/correct.html",
    Words("已补正，等待受理。", "改成现在的情况；原来写的会留存。"),
)
withdraw = verb_view(
    "withdraw",
    plain(forms.WithdrawForm),
    words=Words("已撤回。", "撤回后本件不再办理。"),
)
escalate = verb_view(
    "escalate",
    plain(forms.EscalateForm),
    words=Words("已提级。", "提级后由上一级平台办理；正在计的时限不变。"),
)
hand_down = verb_view(
    "hand_down",
    plain(forms.HandDownForm),
    words=Words("已交办。", "交办后由下一级平台办理；正在计的时限不变。"),
)
reopen = verb_view(
    "reopen",
    plain(forms.ReopenForm),
    words=Words("已重新办理，等待分派。", "重新办理后开始计分派时限。"),
)
conceal = verb_view(
    "conceal",
    plain(forms.ConcealForm),
    words=Words(
        "已设为保密。",
        "此后只有您、乡镇和县级平台、承办单位的签收人能看到；其他人可逐个加入。",
    ),
)
disclose = verb_view(
    "disclose",
    plain(forms.DiscloseForm),
    words=Words("已解除保密。", "此后辖区内有权限的人都能看到。"),
)
