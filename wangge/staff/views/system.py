from __future__ import annotations

import platform

import django
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.journal import queries as journal
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.policies import May
from wangge.staff.queries import seat_of

MINUTE, HOUR = 60, 3600
FAILING_SHOWN = 50
CALENDAR = "/worktime/"  # kept by a room above this one


@require_GET
@signed_in
def system(request: ActingRequest) -> HttpResponse:
    """How the installation is set up; changed by its environment, not here."""
    seat_of(request.actor, May.SYSTEM)
    page = {
        "title": "系统状态",
        "calendar": CALENDAR,
        "sessions": _sessions(),
        "shown": _shown(),
        "versions": _versions(),
        "waiting": journal.waiting(now=timezone.now()),
        "failing": journal.failing().select_related("entry")[:FAILING_SHOWN],
        "failed_jobs": journal.failed_jobs()[:FAILING_SHOWN],
    }
    return render(request, "staff/system.html", page)


def _sessions() -> list[tuple[str, str]]:
    cooling = float(settings.AXES_COOLOFF_TIME) * HOUR / MINUTE
    return [
        ("无操作自动退出", f"{settings.SESSION_IDLE_SECONDS // MINUTE} 分钟"),
        ("一次登录最长", f"{settings.SESSION_ABSOLUTE_SECONDS // HOUR} 小时"),
        ("连续输错几次锁定", f"{settings.AXES_FAILURE_LIMIT} 次（按账号和网络地址）"),
        ("锁定多久", f"{cooling:.0f} 分钟"),
        ("一次性密码有效期", "7 天"),
        ("演示密码", "允许（仅限本机）" if settings.DEMO_PASSWORD_ALLOWED else "不允许"),
    ]


def _shown() -> list[tuple[str, str]]:
    return [
        ("城市代码", settings.CITY_CODE),
        ("备案编号", settings.FILING_NUMBER or "未设置"),
        ("审图号", settings.MAP_APPROVAL or "未设置"),
        ("时区", settings.TIME_ZONE),
    ]


def _versions() -> list[tuple[str, str]]:
    server = connection.cursor().connection.info.server_version
    return [
        ("PostgreSQL", f"{server // 10_000}.{server % 10_000}"),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
    ]
