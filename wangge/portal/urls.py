"""The public side at `/`; the boards' pages begin with the place, as all pages of the house do."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "portal"
BOARDS = "<code:at>/boards/"
urlpatterns = [
    path("public/", views.front, name="front"),
    path("type-size/", views.type_size, name="type_size"),
    path("find/", views.find, name="find"),
    path("find/<code:place>/", views.find_in, name="find_in"),
    path("find/<code:place>/map.json", views.find_map, name="find_map"),
    path("grid/<code:grid>/", views.grid, name="grid"),
    path("grid/<code:grid>/map.json", views.grid_map, name="grid_map"),
    path("g/<slug:token>/", views.scan, name="scan"),
    path("matters-list/", views.matters_list, name="matters_list"),
    path(BOARDS, views.boards, name="boards"),
    path(f"{BOARDS}post_board/", views.post_board, name="post_board"),
    path(
        f"{BOARDS}set_supervision_phone/", views.set_supervision_phone, name="set_supervision_phone"
    ),
    path(f"{BOARDS}<uuid:id>/", views.print_board, name="print_board"),
    path(f"{BOARDS}<uuid:id>/remove_board/", views.remove_board, name="remove_board"),
]
