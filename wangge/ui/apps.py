"""The shell and the parts that every page is made of."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "wangge.ui"
    label = "ui"
    verbose_name = "界面"
