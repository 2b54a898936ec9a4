"""The matter list `/<place>/matters/…` and the register of refusals `/<place>/refusals/…`."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "matters"
urlpatterns = [
    path("<code:at>/matters/", views.matters, name="matters"),
    path("<code:at>/matters/list_matter/", views.list_matter, name="list_matter"),
    path("<code:at>/matters/add_category/", views.add_category, name="add_category"),
    path("<code:at>/matters/add_line/", views.add_line, name="add_line"),
    path("<code:at>/matters/import_matters/", views.import_matters, name="import_matters"),
    path("<code:at>/matters/template.xlsx", views.template, name="template"),
    path("<code:at>/matters/<digits:number>/", views.matter, name="matter"),
    path("<code:at>/matters/<digits:number>/end_matter/", views.end_matter, name="end_matter"),
    path("<code:at>/refusals/", views.refusals, name="refusals"),
    path("<code:at>/refusals/refuse_task/", views.refuse_task, name="refuse_task"),
]
