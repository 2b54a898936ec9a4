from django.apps import AppConfig

from .channels import check
from .hours import hours


class MessagesConfig(AppConfig):
    name = "wangge.messages"
    label = "wangge_messages"  # "messages" is taken by django.contrib.messages

    def ready(self) -> None:
        """Refuse to start, in a sentence, with a channel that cannot work."""
        check()
        hours()
