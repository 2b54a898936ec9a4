"""How the lists of this room are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from wangge.ui.table import Table
from wangge.ui.templatetags.ui import moment_full, state_badge

from .models import Account, Post
from .queries import event_word, role_words


class AccountTable(Table):
    username = tables.Column("用户名", linkify=("staff:account_detail", {"id": tables.A("id")}))
    name = tables.Column("姓名")
    posts_told = tables.Column("现任岗位", empty_values=("",))
    state_told = tables.Column("状态")
    created_at = tables.Column("创建时间")

    orders = {"created_at": ("created_at",)}
    default_order = "-created_at"
    caption = "账号"

    def render_state_told(self, value: tuple[str, str]) -> Any:
        return state_badge(*value)

    def render_created_at(self, value: Any) -> Any:
        return moment_full(value)


class OrganisationTable(Table):
    name = tables.Column("名称", linkify=("staff:organisation_detail", {"id": tables.A("id")}))
    key = tables.Column("标识")
    kind = tables.Column("类别", accessor="get_kind_display")
    codes = tables.Column("所在区划")
    line = tables.Column("条线")

    orders = {"key": ("key",)}
    default_order = "key"
    caption = "单位"

    def render_codes(self, value: list[str]) -> str:
        return "、".join(value)


class EntryTable(Table):
    at = tables.Column("时间")
    event = tables.Column("事项")
    actor_label = tables.Column("操作人")
    actor_role = tables.Column("角色")
    subject = tables.Column("对象")
    code = tables.Column("区划代码")

    orders = {"at": ("id",)}
    default_order = "-at"
    caption = "操作记录"

    @cached_property
    def roles(self) -> dict[str, str]:
        return role_words()

    def render_at(self, value: Any, record: Any) -> Any:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("staff:audit_entry", args=[record.pk]),
            moment_full(value),
        )

    def render_event(self, value: str) -> str:
        return event_word(value)

    def render_actor_role(self, value: str) -> str:
        return self.roles.get(value, value)


def in_words(post: Post, names: Mapping[str, str]) -> str:
    where = names[post.code] + (f"（{post.unit.name}）" if post.unit else "")
    return f"{post.role.name} · {where}"


def state_of(account: Account, *, locked: bool) -> tuple[str, str]:
    """How an account stands, in a word and a tone."""
    if not account.is_active:
        return "停用", "neutral"
    if locked:
        return "已锁定", "bad"
    if account.must_change_password:
        return "待首次改密", "warn"
    return "启用", "good"
