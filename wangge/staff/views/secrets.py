"""Pages that end with a one-time password: shown in the answer itself, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wangge.kernel.errors import Unable
from wangge.staff import actions
from wangge.staff.actions import Issued
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.forms import AccountForm
from wangge.staff.policies import May
from wangge.staff.queries import get_account, seat_of
from wangge.ui.form import Form, put_refusal


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def create_account(request: ActingRequest) -> HttpResponse:
    seat_of(request.actor, May.CREATE_ACCOUNT)

    def call(told: dict[str, Any]) -> Issued:
        return actions.create_account(**told, by=request.actor, now=timezone.now())

    return _issuing(
        request,
        AccountForm(request.POST or None),
        call,
        title="创建账号",
        intro="创建后会显示一次性密码，请当面或打印交给本人。没有岗位的账号不能办事。",
        submit="创建",
        back=reverse("staff:accounts"),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def reset_password(request: ActingRequest, id: UUID) -> HttpResponse:
    shown = get_account(id, by=request.actor, may=May.RESET_PASSWORD, on=timezone.localdate())

    def call(told: dict[str, Any]) -> Issued:
        return actions.reset_password(id, by=request.actor, now=timezone.now())

    return _issuing(
        request,
        Form(request.POST if request.method == "POST" else None),
        call,
        title=f"重置密码：{shown.name}（{shown.username}）",
        intro="原密码立即失效，已登录的会退出；新的一次性密码 7 天内有效，只显示一次。",
        submit="重置密码",
        back=reverse("staff:account_detail", args=[id]),
    )


def _issuing(
    request: ActingRequest,
    form: forms.Form,
    call: Callable[[dict[str, Any]], Issued],
    **context: Any,
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            issued = call(form.cleaned_data)
        except Unable as refusal:
            put_refusal(form, refusal)
            status = 409
        else:
            return _shown_once(request, issued)
    return render(request, "ui/form.html", {"form": form, **context}, status=status)


def _shown_once(request: ActingRequest, issued: Issued) -> HttpResponse:
    page = {
        "title": "账号与一次性密码",
        "issued": issued,
        "back": reverse("staff:account_detail", args=[issued.account.id]),
        "printed_by": request.actor.label,
        "printed_at": timezone.now(),
    }
    return render(request, "staff/issued.html", page)
