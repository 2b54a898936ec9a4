"""Lists taken away as files."""

from __future__ import annotations

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "wangge.exports"
    label = "exports"
    verbose_name = "列表导出"
