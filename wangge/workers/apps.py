from django.apps import AppConfig


class WorkersConfig(AppConfig):
    name = "wangge.workers"
