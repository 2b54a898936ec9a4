"""One page per verb: what it is about, what must be said, and the verb itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters import queries as matters
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.verbs import verb_page

from .. import actions, forms, queries
from ..flow import FLOW, OPEN_PARTS, VERBS
from ..models import Case
from ..policies import May
from .choosing import candidates, limit_if_dispatched, unit_choices
from .detail import KEYS
from .seen import SeenCase, case_at

View = Callable[..., HttpResponseBase]
MakeForm = Callable[[ActingRequest, Case, datetime, Any], django_forms.Form]


@dataclass(frozen=True, slots=True)
class Words:
    """What a verb's page says above its form, and after it was done."""

    done: str
    intro: str = ""


WORDS: Mapping[str, Words] = {
    "accept": Words("已受理。", "受理后开始计分派时限。"),
    "decline": Words("已登记为不予受理。"),
    "sign": Words("已签收。", "签收表示收到；办理时限从分派时起算，不因签收推迟。"),
    "hand_back": Words("已退回，由平台重新分派。"),
    "feed_back": Words("已反馈给牵头单位。"),
    "conclude": Words("已办结，等待网格员到现场核查。"),
    "confirm_done": Words("核查通过，等待回访。", "到现场看过，确认已办好。"),
    "fail_check": Words("已退给牵头单位重办。", "到现场看过，没有办好。"),
    "refuse": Words(
        "已登记，核查转交他人。",
        "清单外的事，网格员有权不予执行；登记为依据，不影响对您的评价。",
    ),
    "close": Words("已结案。"),
}


def verb_view(
    name: str, make: MakeForm, template: str = "cases/verb.html", words: Words | None = None
) -> View:
    """The page of a verb of a case, whose form `make` draws up."""
    may, call_verb = May(f"cases:{name}"), getattr(actions, name)
    said = words or WORDS[name]

    @require_http_methods(["GET", "POST"])
    @signed_in
    def view(request: ActingRequest, at: Code, number: str) -> HttpResponse:
        now = timezone.now()
        case = case_at(at, number, by=request.actor, may=may)
        if request.method == "GET":
            must_be_open(name, case, request, now)
        form = make(request, case, now, request.POST if request.method == "POST" else None)
        page = reverse("cases:detail", args=[at, number])
        return verb_page(
            request,
            form,
            lambda given: call_verb(number, **given, by=request.actor, now=now),
            then=page,
            done=f"事件 {number} {said.done}",
            template=template,
            title=VERBS[name],
            intro=said.intro,
            submit=VERBS[name],
            style="danger" if KEYS[name][1] == "danger" else "primary",
            back=page,
            case=case,
            at=at,
            seen=SeenCase(case, at, request.actor, now),
        )

    return view


def must_be_open(name: str, case: Case, request: ActingRequest, now: datetime) -> None:
    """A page is not shown for what would be refused anyway; it says why instead."""
    if name in queries.open_verbs(case, by=request.actor, now=now):
        return
    if name in FLOW.moves:
        FLOW.after(name, case.state)
    raise Unable(f"本件现在不由您{VERBS[name]}。可能有人刚刚办理过，请回到事件页查看。")


def files_of(request: ActingRequest, data: Any) -> Any:
    """What was sent along with a form; nothing when it is only shown."""
    return None if data is None else request.FILES


def plain(form_class: type[django_forms.Form]) -> MakeForm:
    return lambda request, case, now, data: form_class(data, files_of(request, data))


def _accepting(request: ActingRequest, case: Case, now: datetime, data: Any) -> django_forms.Form:
    listed = matters.in_force(queries.local_day(now), at=case.code)
    return forms.AcceptForm(data, case=case, matters=listed)


def _concluding(request: ActingRequest, case: Case, now: datetime, data: Any) -> django_forms.Form:
    waiting = [
        part.unit
        for part in queries.present_parts(case)
        if not part.is_lead and part.state in OPEN_PARTS
    ]
    names = queries.unit_names(waiting)
    return forms.ConcludeForm(
        data, files_of(request, data), waiting=[names[str(unit)] for unit in waiting]
    )


@require_http_methods(["GET", "POST"])
@signed_in
def dispatch(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """Choose one lead and any participants, nearest and fittest first."""
    now = timezone.now()
    case = case_at(at, number, by=request.actor, may=May.DISPATCH)
    units = queries.units_for(case, queries.local_day(now))
    if request.method == "GET":
        must_be_open("dispatch", case, request, now)
    asked = request.POST if request.method == "POST" else request.GET if request.htmx else None
    form = forms.DispatchForm(asked, units=unit_choices(units))
    found = candidates(case, units, form, search=asked.get("find", "") if asked else "", now=now)
    if request.htmx and request.method == "GET":
        return render(request, "cases/_units.html", {"form": form, "candidates": found})
    page = reverse("cases:detail", args=[at, number])
    return verb_page(
        request,
        form,
        lambda given: actions.dispatch(number, **given, by=request.actor, now=now),
        then=page,
        done=f"事件 {number} 已分派。",
        template="cases/dispatch.html",
        title="分派",
        submit="分派",
        back=page,
        case=case,
        at=at,
        seen=SeenCase(case, at, request.actor, now),
        candidates=found,
        limit=limit_if_dispatched(case, now=now),
    )


accept = verb_view("accept", _accepting)
decline = verb_view("decline", plain(forms.DeclineForm))
sign = verb_view("sign", plain(forms.SignForm))
hand_back = verb_view("hand_back", plain(forms.HandBackForm))
feed_back = verb_view("feed_back", plain(forms.FeedBackForm))
conclude = verb_view("conclude", _concluding)
confirm_done = verb_view("confirm_done", plain(forms.CheckForm))
fail_check = verb_view("fail_check", plain(forms.FailCheckForm))
refuse = verb_view("refuse", plain(forms.RefuseForm))
