"""The division tree: `/<place>/places/…`."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "places"
urlpatterns = [
    path("<code:at>/places/", views.browse, name="browse"),
    path("<code:at>/places/map.json", views.map_json, name="map"),
    path("<code:at>/places/found/", views.found, name="found"),
    path("<code:at>/places/rename/", views.rename, name="rename"),
    path("<code:at>/places/retire/", views.retire, name="retire"),
    path("<code:at>/places/add_alias/", views.add_alias, name="add_alias"),
    path("<code:at>/places/import_divisions/", views.import_divisions, name="import_divisions"),
]
