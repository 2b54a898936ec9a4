"""The working calendar is the whole city's, so its addresses name no place."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "worktime"
urlpatterns = [
    path("worktime/", views.calendar, name="calendar"),
    path("worktime/<int:year>/", views.calendar, name="calendar_of"),
    path("worktime/import_year/", views.import_year, name="import_year"),
    path("worktime/<int:year>/template.xlsx", views.year_template, name="year_template"),
    path("worktime/sessions/", views.sessions, name="sessions"),
    path("worktime/set_sessions/", views.set_sessions, name="set_sessions"),
    path("worktime/trial/", views.trial, name="trial"),
]
