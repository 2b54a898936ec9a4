"""What events and roles are called on the screen.

The words of this room are here; the composition root may add those of the others by the setting
`EVENT_WORDS`, the dotted path of a mapping. An event without a word is shown by its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from wangge.staff.models import Role

OWN: Mapping[str, str] = {
    "staff.account_created": "创建账号",
    "staff.account_disabled": "停用账号",
    "staff.account_enabled": "启用账号",
    "staff.account_unlocked": "解锁账号",
    "staff.password_reset": "重置密码",
    "staff.password_changed": "修改密码",
    "staff.post_given": "任命岗位",
    "staff.post_ended": "结束岗位",
    "staff.appointed": "随配备任岗",
    "staff.relieved": "随配备离岗",
    "staff.accounts_imported": "导入账号",
    "staff.absence_announced": "登记不在岗",
    "staff.absence_ended": "结束不在岗",
    "staff.organisation_founded": "新建单位",
    "staff.organisation_altered": "修改单位",
    "staff.first_admin_made": "创建首个管理员",
    "staff.role_set": "设置角色权限",
    "staff.audit_exported": "导出操作记录",  # in old entries; today it is `exports.made`
}


@cache
def _all_words() -> Mapping[str, str]:
    path = getattr(settings, "EVENT_WORDS", "")
    others: Mapping[str, str] = import_string(path) if path else {}
    return {**others, **OWN}


def event_word(event: str) -> str:
    return _all_words().get(event, event)


def role_words() -> dict[str, str]:
    """The names of all roles by key; what machines do, the system does."""
    return {"machine": "系统", **dict(Role.objects.values_list("key", "name"))}
