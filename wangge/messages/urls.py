"""What a person is told is theirs, wherever they are: addresses without a place."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("messages/", views.notices, name="notices"),
    path("messages/bell/", views.bell, name="bell"),
    path("messages/<uuid:id>/mark_read/", views.mark_read, name="mark_read"),
    path("messages/mark_all_read/", views.mark_all_read, name="mark_all_read"),
    path("messages/choose_channels/", views.choose_channels, name="choose_channels"),
    path("messages/sendings/", views.sendings, name="sendings"),
    path("messages/sendings/retry/", views.retry, name="retry"),
    path("messages/channels/", views.shown_channels, name="channels"),
    path("messages/channels/send_test/", views.send_test, name="send_test"),
]
