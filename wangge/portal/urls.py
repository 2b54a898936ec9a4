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
    path("report/", views.report, name="report"),
    path("opinion/", views.opinion, name="opinion"),
    path("matters-list/", views.matters_list, name="matters_list"),
    path("follow/", views.follow, name="follow"),
    path("follow/by-link/<str:token>/", views.by_link, name="by_link"),
    path("follow/leave/", views.leave, name="leave"),
    path("follow/case/", views.follow_case, name="follow_case"),
    path("follow/case/slip/", views.slip, name="slip"),
    path("follow/case/photos/<uuid:id>/", views.own_photo, name="own_photo"),
    path("follow/case/remark/", views.remark, name="remark"),
    path("follow/case/correct/", views.correct, name="correct"),
    path("follow/case/withdraw/", views.withdraw, name="withdraw"),
    path("follow/case/rate/", views.rate, name="rate"),
    path(BOARDS, views.boards, name="boards"),
    path(f"{BOARDS}post_board/", views.post_board, name="post_board"),
    path(
        f"{BOARDS}set_supervision_phone/", views.set_supervision_phone, name="set_supervision_phone"
    ),
    path(f"{BOARDS}<uuid:id>/", views.print_board, name="print_board"),
    path(f"{BOARDS}<uuid:id>/remove_board/", views.remove_board, name="remove_board"),
]
