"""The security administrator's pages: who may sign in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wangge.places import queries as places
from wangge.staff import actions
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.filters import AccountFilter
from wangge.staff.models import Account, Post
from wangge.staff.policies import May
from wangge.staff.queries import (
    account_rows,
    current_posts,
    get_account,
    locked_usernames,
    may_manage,
    posts_in_sight,
    seat_of,
    sign_ins_of,
)
from wangge.staff.tables import AccountTable, in_words, state_of
from wangge.ui.form import Reason
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action
from wangge.ui.verbs import verb_button, verb_page

RECENT = 20


@require_GET
@signed_in
def accounts(request: ActingRequest) -> HttpResponse:
    seat_of(request.actor, May.VIEW_ACCOUNTS)
    found = AccountFilter(request.GET, account_rows(by=request.actor), now=timezone.now())
    table = AccountTable.of(found.qs, request.GET, rows=rows_of(request))
    _tell(table.page_of_rows.rows)
    page = {
        "title": "账号",
        "filter": found,
        "table": table,
        "count": count_up_to(found.qs),
        "may": {verb.name.lower(): request.actor.may(verb) for verb in May},
        "empty_heading": "还没有账号",
        "empty_words": "可以逐个创建，或用 Excel 导入。",
    }
    return render(request, "staff/accounts.html", page)


def _tell(rows: Any) -> None:
    posts = current_posts(rows, timezone.localdate())
    names = places.names({post.code for held in posts.values() for post in held})
    locked = set(locked_usernames(now=timezone.now()))
    for row in rows:
        row.posts_told = "；".join(in_words(post, names) for post in posts[row.id])
        row.state_told = state_of(row, locked=row.username in locked)


@require_GET
@signed_in
def account_detail(request: ActingRequest, id: UUID) -> HttpResponse:
    today = timezone.localdate()
    shown = get_account(id, by=request.actor, may=May.VIEW_ACCOUNTS, on=today)
    posts = list(posts_in_sight(shown, by=request.actor))
    names = places.names({post.code for post in posts})
    locked = shown.username in locked_usernames(now=timezone.now())
    page = {
        "title": f"{shown.name}（{shown.username}）",
        "shown": shown,
        "state": state_of(shown, locked=locked),
        "posts": [(post, names[post.code], _unended(post, today)) for post in posts],
        "may_end": request.actor.may(May.END_POST) and shown.id != request.actor.id,
        "sign_ins": sign_ins_of(shown.id)[:RECENT],
        "actions": _actions(request, shown, locked=locked),
        "now": timezone.now(),
    }
    return render(request, "staff/account_detail.html", page)


def _unended(post: Post, today: Any) -> bool:
    return not post.period.isempty and (post.period.upper is None or post.period.upper > today)


def _actions(request: ActingRequest, shown: Account, *, locked: bool) -> list[Action]:
    """The verbs that this administrator could use on this account now."""
    own, today = shown.id == request.actor.id, timezone.localdate()
    offered = [
        (May.GIVE_POST, "任命岗位", not own, "primary", False),
        (May.RESET_PASSWORD, "重置密码", not own, "secondary", False),
        (May.UNLOCK_ACCOUNT, "解锁", locked, "secondary", True),
        (May.ENABLE_ACCOUNT, "启用", not shown.is_active, "secondary", True),
        (May.DISABLE_ACCOUNT, "停用", shown.is_active and not own, "danger", False),
    ]
    return [
        Action(
            verb=may.partition(":")[2],
            label=label,
            url=reverse(str(may), args=[shown.id]),
            style=style,  # type: ignore[arg-type]
            direct=direct,
        )
        for may, label, fits, style, direct in offered
        if fits and may_manage(shown, by=request.actor, may=may, on=today)
    ]


@require_http_methods(["GET", "POST"])
@signed_in
def disable_account(request: ActingRequest, id: UUID) -> HttpResponse:
    shown = get_account(id, by=request.actor, may=May.DISABLE_ACCOUNT, on=timezone.localdate())

    def call(told: dict[str, Any]) -> Account:
        return actions.disable_account(
            id, reason=told["reason"], by=request.actor, now=timezone.now()
        )

    return verb_page(
        request,
        Reason(request.POST or None),
        call,
        then=reverse("staff:account_detail", args=[id]),
        done=f"账号「{shown.username}」已停用。",
        title=f"停用账号：{shown.name}（{shown.username}）",
        intro="停用后不能登录，已登录的会立即退出；岗位记录保留。",
        submit="停用",
        style="danger",
        back=reverse("staff:account_detail", args=[id]),
    )


@require_POST
@signed_in
def enable_account(request: ActingRequest, id: UUID) -> HttpResponse:
    return _button(request, actions.enable_account, id, "账号已启用。")


@require_POST
@signed_in
def unlock_account(request: ActingRequest, id: UUID) -> HttpResponse:
    return _button(request, actions.unlock_account, id, "账号已解锁，可以重新登录。")


def _button(
    request: ActingRequest, verb: Callable[..., Account], id: UUID, done: str
) -> HttpResponse:
    return verb_button(
        request,
        lambda: verb(id, by=request.actor, now=timezone.now()),
        then=reverse("staff:account_detail", args=[id]),
        done=done,
    )
