from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.staff import actions
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.forms import EndPostForm, PostForm
from wangge.staff.models import Post
from wangge.staff.policies import May
from wangge.staff.queries import find_unit, get_account, get_post
from wangge.ui.verbs import verb_page


@require_http_methods(["GET", "POST"])
@signed_in
def give_post(request: ActingRequest, id: UUID) -> HttpResponse:
    today = timezone.localdate()
    shown = get_account(id, by=request.actor, may=May.GIVE_POST, on=today)

    def call(told: dict[str, Any]) -> Post:
        unit = find_unit(told["unit"], told["code"]) if told["unit"] else None
        return actions.give_post(
            id,
            **told | {"unit": unit.id if unit else None},
            by=request.actor,
            now=timezone.now(),
        )

    return verb_page(
        request,
        PostForm(request.POST or None, initial={"since": today}),
        call,
        then=reverse("staff:account_detail", args=[id]),
        done="岗位已任命。",
        title=f"任命岗位：{shown.name}（{shown.username}）",
        intro="系统、安全、审计三类管理员须由不同的人担任，也不能兼任业务岗位。",
        submit="任命",
        back=reverse("staff:account_detail", args=[id]),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def end_post(request: ActingRequest, id: UUID) -> HttpResponse:
    post = get_post(id, by=request.actor, may=May.END_POST)
    back = reverse("staff:account_detail", args=[post.account_id])

    def call(told: dict[str, Any]) -> Post:
        return actions.end_post(id, until=told["until"], by=request.actor, now=timezone.now())

    return verb_page(
        request,
        EndPostForm(request.POST or None, initial={"until": timezone.localdate()}),
        call,
        then=back,
        done="岗位已结束。",
        title=f"结束岗位：{post.account.name} · {post.role.name}",
        submit="结束岗位",
        style="danger",
        back=back,
    )
