"""The roster: `/<place>/workers/…`, and a worker's own grids: `/<place>/mygrid/`."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "workers"
urlpatterns = [
    path("<code:at>/workers/", views.roster, name="roster"),
    path("<code:at>/workers/vacancies/", views.vacancies, name="vacancies"),
    path("<code:at>/workers/enrol/", views.enrol, name="enrol"),
    path("<code:at>/workers/import_roster/", views.import_roster, name="import_roster"),
    path("<code:at>/workers/template.xlsx", views.template, name="template"),
    path("<code:at>/workers/<uuid:id>/", views.worker, name="worker"),
    path("<code:at>/workers/<uuid:id>/alter_worker/", views.alter_worker, name="alter_worker"),
    path("<code:at>/workers/<uuid:id>/assign/", views.assign, name="assign"),
    path(
        "<code:at>/assignments/<uuid:id>/end_assignment/",
        views.end_assignment,
        name="end_assignment",
    ),
    path("<code:at>/mygrid/", views.my_grid, name="my_grid"),
]
