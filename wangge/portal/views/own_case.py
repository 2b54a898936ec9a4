"""What a resident may do with the case they follow: the pages of four verbs of cases.

Nothing happens on GET, and a verb that is not open now says so on the case's page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.cases import actions as cases
from wangge.cases.models import Case, Score
from wangge.cases.queries import resident
from wangge.ui.verbs import see_other, verb_page

from ..forms import CorrectForm, RateForm, RemarkForm, WithdrawForm
from ..queries import asked_for
from .following import VERBS, following, open_to

TEMPLATE = "portal/follow_verb.html"
CLOSED_TO_YOU = "这件事现在不能{}，可能刚刚有了新的进展，请看下面的办理经过。"


@require_http_methods(["GET", "POST"])
@following
def remark(request: HttpRequest, case: Case) -> HttpResponse:
    """Words or photos that were left out."""
    return _page(
        request,
        case,
        "remark",
        RemarkForm(*_sent(request)),
        lambda given: cases.remark(case.number, **given, **_now(case)),
        done="已经补充，承办的人看得到。",
        submit="提交补充",
    )


@require_http_methods(["GET", "POST"])
@following
def correct(request: HttpRequest, case: Case) -> HttpResponse:
    """What the desk asked for, so that it can go on."""
    return _page(
        request,
        case,
        "correct",
        CorrectForm(*_sent(request), initial={"words": case.words, "address": case.address}),
        lambda given: cases.correct(case.number, **given, **_now(case)),
        done="已经提交，平台会接着办。",
        submit="提交",
        asked=asked_for(case),
    )


@require_http_methods(["GET", "POST"])
@following
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """It need not be handled any more."""
    return _page(
        request,
        case,
        "withdraw",
        WithdrawForm(request.POST if request.method == "POST" else None),
        lambda given: cases.withdraw(case.number, **given, **_now(case)),
        done="已经撤回，不再办理。",
        intro="撤回以后不再办理，也不能恢复；要办的话需要重新反映。",
        submit="确定撤回",
        style="danger",
    )


@require_http_methods(["GET", "POST"])
@following
def rate(request: HttpRequest, case: Case) -> HttpResponse:
    """Satisfied, basically, or not: then the unit has it again."""
    return _page(
        request,
        case,
        "rate",
        RateForm(request.POST if request.method == "POST" else None),
        lambda given: _rated(case, **given),
        done=_thanks,
        intro="选“不满意”，这件事会退回原来的承办单位重新办理。",
        submit="提交评价",
    )


def _rated(case: Case, score: str, reason: str) -> Case:
    if score == Score.UNSATISFIED:
        return cases.reject(case.number, reason=reason, **_now(case))
    return cases.rate(case.number, outcome=score, reason=reason, **_now(case))


def _thanks(case: Case) -> str:
    if case.due_at is None:
        return "谢谢您的评价。"
    local = timezone.localtime(case.due_at)
    until = f"{local.month}月{local.day}日 {local:%H:%M}"
    return f"已经退回承办单位重新办理，规定最迟 {until} 前办完。"


def _page(
    request: HttpRequest,
    case: Case,
    verb: str,
    form: forms.BaseForm,
    call: Callable[[dict[str, Any]], Any],
    **context: Any,
) -> HttpResponse:
    """The form of a verb, as long as the verb is open to the reporter."""
    page = reverse("portal:follow_case")
    if request.method == "GET" and verb not in open_to(case):
        messages.warning(request, CLOSED_TO_YOU.format(VERBS[verb]))
        return see_other(page)
    return verb_page(
        request, form, call, then=page, template=TEMPLATE, title=VERBS[verb], case=case, back=page,
        **context,
    )  # fmt: skip


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _now(case: Case) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": resident(case.pk), "now": timezone.now()}
