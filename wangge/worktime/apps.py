from __future__ import annotations

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    name = "wangge.worktime"
    verbose_name = "工作时间"
