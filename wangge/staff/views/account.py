from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wangge.places import queries as places
from wangge.staff import actions
from wangge.staff.doors import POST, ActingRequest, signed_in
from wangge.staff.forms import ChangePasswordForm
from wangge.staff.models import Account
from wangge.staff.policies import May
from wangge.staff.queries import sign_ins_of
from wangge.ui.verbs import see_other, verb_page

RECENT = 20


@require_GET
@signed_in
def account(request: ActingRequest) -> HttpResponse:
    """One's own account: posts and recent sign-ins."""
    posts = [post for hat in request.hats for post in hat.posts]
    names = places.names({post.code for post in posts})
    page = {
        "title": "我的账号",
        "own": request.account,
        "posts": [(post, names[post.code], True) for post in posts],
        "sign_ins": sign_ins_of(request.actor.id)[:RECENT],
        "may_announce_absence": request.actor.may(May.ANNOUNCE_ABSENCE),
    }
    return render(request, "staff/account.html", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def change_password(request: ActingRequest) -> HttpResponse:
    forced = request.account is not None and request.account.must_change_password

    def call(told: dict[str, Any]) -> Account:
        changed = actions.change_password(
            old=told["old"], new=told["new"], by=request.actor, now=timezone.now()
        )
        update_session_auth_hash(request, changed)
        return changed

    return verb_page(
        request,
        ChangePasswordForm(request.POST or None),
        call,
        then=resolve_url("/") if forced else reverse("staff:account"),
        done="密码已修改，其他设备上的登录已退出。",
        title="设置自己的密码" if forced else "修改密码",
        intro="您用的是一次性密码，请先设置自己的密码再继续。" if forced else "",
        submit="保存",
        back="" if forced else reverse("staff:account"),
    )


@require_POST
@signed_in
def switch_post(request: ActingRequest) -> HttpResponse:
    """Act under another of one's posts from now on."""
    wanted = request.POST.get("post", "")
    if any(wanted == str(hat.key) for hat in request.hats):
        request.session[POST] = wanted
    else:
        messages.error(request, "这个岗位已经结束，请重新选择。")
    return see_other(resolve_url("/"))
