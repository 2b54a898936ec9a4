"""What administrators take away: templates and results of imports, and the lists of this room.

Nothing in them is a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from wangge.journal.models import Entry
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.sheets import write
from wangge.kernel.workbooks import Sheet
from wangge.places import queries as places
from wangge.staff.actions import COLUMNS, AccountRow
from wangge.staff.filters import AccountFilter, EntryFilter, OrganisationFilter
from wangge.staff.models import Organisation
from wangge.staff.policies import May
from wangge.staff.queries import (
    account_rows,
    audited,
    current_posts,
    event_word,
    locked_usernames,
    organisation_rows,
    role_words,
    seat_of,
)
from wangge.staff.tables import in_words, state_of
from wangge.ui.keyset import batches

SHEET = "账号"
EXAMPLE = ("zhang.san", "张三", "13800000000", "平台操作员", "431103001", "", "", "2026-01-01")
ACCOUNT_COLUMNS = ("用户名", "姓名", "现任岗位", "状态", "创建时间")
ORGANISATION_COLUMNS = ("名称", "标识", "类别", "所在区划", "条线")
AUDIT_COLUMNS = ("时间", "操作人", "角色", "事项", "事项代码", "对象", "区划代码", "详情")


def template_of_accounts() -> bytes:
    """An empty file with the columns and one invented line."""
    return write(SHEET, COLUMNS, [EXAMPLE])


def with_results(
    rows: Sequence[AccountRow], errors: Mapping[int, str], secrets: Mapping[int, str]
) -> bytes:
    """The file as it came, each line with its one-time password or what is wrong with it."""
    lines = [
        (
            *(row.username, row.name, row.phone, row.role, row.code, row.line, row.unit),
            row.since.isoformat() if row.since else "",
            secrets.get(row.number, ""),
            errors.get(row.number, ""),
        )
        for row in rows
    ]
    return write(SHEET, (*COLUMNS, "一次性密码", "错误原因"), lines)


def accounts(at: Code | None, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The accounts an administrator looks after. Neither phones nor mail addresses."""
    seat_of(by, May.VIEW_ACCOUNTS)
    found = AccountFilter(query, account_rows(by=by), now=now)
    rows = found.narrowed
    return Sheet("账号", ACCOUNT_COLUMNS, rows.count(), _accounts(rows, now), found.asked)


def _accounts(rows: Any, now: datetime) -> Iterator[Sequence[Any]]:
    today, locked = timezone.localdate(now), set(locked_usernames(now=now))
    for batch in batches(rows, ("-created_at",)):
        posts = current_posts(batch, today)
        names = places.names({post.code for held in posts.values() for post in held})
        for row in batch:
            held = "；".join(in_words(post, names) for post in posts[row.id])
            state, _ = state_of(row, locked=row.username in locked)
            yield row.username, row.name, held, state, row.created_at


def organisations(at: Code | None, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    seat_of(by, May.VIEW_ORGANISATIONS)
    found = OrganisationFilter(query, organisation_rows(by=by))
    rows = found.narrowed
    return Sheet("组织机构", ORGANISATION_COLUMNS, rows.count(), _organisations(rows), found.asked)


def _organisations(rows: Any) -> Iterator[Sequence[Any]]:
    row: Organisation
    for batch in batches(rows, ("key",)):
        for row in batch:
            yield row.name, row.key, row.get_kind_display(), "、".join(row.codes), row.line


def audit(at: Code | None, query: Mapping[str, Any], *, by: Actor, now: datetime) -> Sheet:
    """The record up to now, oldest first: what is written while it is read is not in it."""
    seen = audited(by=by, may=May.EXPORT_AUDIT)
    found = EntryFilter(query, seen)
    last = Entry.objects.aggregate(last=Max("id"))["last"] or 0
    rows = found.narrowed.filter(id__lte=last)
    return Sheet("审计记录", AUDIT_COLUMNS, rows.count(), _entries(rows), found.asked)


def _entries(rows: Any) -> Iterator[Sequence[Any]]:
    roles = role_words()
    entry: Entry
    for batch in batches(rows, ("id",)):
        for entry in batch:
            yield (
                f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
                entry.actor_label,
                roles.get(entry.actor_role, entry.actor_role),
                event_word(entry.event),
                entry.event,
                entry.subject,
                str(entry.code),
                "；".join(f"{key}={value}" for key, value in entry.detail.items()),
            )
