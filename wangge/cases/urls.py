"""Addresses begin with the place being viewed; one path per verb, spelled as the verb is."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "cases"
AT = "<code:at>/cases/"
CASE = f"{AT}<digits:number>/"
urlpatterns = [
    path("limits/", views.limits, name="limits"),
    path("limits/set_limit/", views.set_limit, name="set_limit"),
    path("cases/<digits:number>/", views.anywhere, name="anywhere"),
    path(AT, views.queue, name="list"),
    path(f"{AT}todo/", views.todo, name="todo"),
    path(f"{AT}report/", views.report, name="report"),
    path(f"{AT}self_handle/", views.self_handle, name="self_handle"),
    path(CASE, views.detail, name="detail"),
    path(f"{CASE}print/", views.print_sheet, name="print"),
    path(f"{CASE}map.json", views.map_json, name="map"),
    path(f"{CASE}accept/", views.accept, name="accept"),
    path(f"{CASE}decline/", views.decline, name="decline"),
    path(f"{CASE}dispatch/", views.dispatch, name="dispatch"),
    path(f"{CASE}sign/", views.sign, name="sign"),
    path(f"{CASE}hand_back/", views.hand_back, name="hand_back"),
    path(f"{CASE}feed_back/", views.feed_back, name="feed_back"),
    path(f"{CASE}conclude/", views.conclude, name="conclude"),
    path(f"{CASE}confirm_done/", views.confirm_done, name="confirm_done"),
    path(f"{CASE}fail_check/", views.fail_check, name="fail_check"),
    path(f"{CASE}refuse/", views.refuse, name="refuse"),
    path(f"{CASE}close/", views.close, name="close"),
]
