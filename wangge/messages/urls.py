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
]
