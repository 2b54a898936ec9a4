from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "wangge.messages"
    label = "wangge_messages"  # "messages" is taken by django.contrib.messages
