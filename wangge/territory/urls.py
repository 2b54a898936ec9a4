"""Grids: `/<place>/grids/…`."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "territory"
urlpatterns = [
    path("<code:at>/grids/", views.grids, name="grids"),
    path("<code:at>/grids/map.json", views.grids_map, name="grids_map"),
    path("<code:at>/grids/where/", views.where, name="where"),
    path("<code:at>/grids/open_grid/", views.open_grid, name="open_grid"),
    path("<code:at>/grids/<code:grid>/", views.grid, name="grid"),
    path("<code:at>/grids/<code:grid>/map.json", views.grid_map, name="grid_map"),
    path("<code:at>/grids/<code:grid>/alter_grid/", views.alter_grid, name="alter_grid"),
    path("<code:at>/grids/<code:grid>/retire_grid/", views.retire_grid, name="retire_grid"),
]
