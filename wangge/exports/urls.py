from __future__ import annotations

from django.urls import path

from . import views

app_name = "exports"
urlpatterns = [
    path("<code:at>/exports/ask/", views.ask, name="ask"),
    path("exports/ask/", views.ask, name="ask"),
    path("exports/", views.exports, name="exports"),
    path("exports/<uuid:id>/", views.export, name="export"),
    path("exports/<uuid:id>/file/", views.fetch, name="fetch"),
    path("exports/<uuid:id>/cancel/", views.cancel, name="cancel"),
]
