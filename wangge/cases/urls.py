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
    path("<code:at>/reply_templates/", views.reply_templates, name="reply_templates"),
    path("<code:at>/reply_templates/keep_template/", views.keep_template, name="keep_template"),
    path(
        "<code:at>/reply_templates/<uuid:id>/drop_template/",
        views.drop_template,
        name="drop_template",
    ),
    path("<code:at>/ratings/", views.ratings, name="ratings"),
    path(AT, views.queue, name="list"),
    path(f"{AT}todo/", views.todo, name="todo"),
    path(f"{AT}report/", views.report, name="report"),
    path(f"{AT}bulk_accept/", views.bulk_accept, name="bulk_accept"),
    path(f"{AT}bulk_dispatch/", views.bulk_dispatch, name="bulk_dispatch"),
    path(f"{AT}report/similar/", views.similar, name="similar"),
    path(f"{CASE}registered/", views.registered, name="registered"),
    path(f"{AT}self_handle/", views.self_handle, name="self_handle"),
    path(CASE, views.detail, name="detail"),
    path(f"{CASE}print/", views.print_sheet, name="print"),
    path(f"{CASE}map.json", views.map_json, name="map"),
    path(f"{CASE}files/<uuid:id>/", views.photo, name="photo"),
    path(f"{CASE}request_check/", views.request_check, name="request_check"),
    path(f"{CASE}affirm/", views.affirm, name="affirm"),
    path(f"{CASE}deny/", views.deny, name="deny"),
    path(f"{CASE}doubt/", views.doubt, name="doubt"),
    path(f"{CASE}send_back/", views.send_back, name="send_back"),
    path(f"{CASE}correct/", views.correct, name="correct"),
    path(f"{CASE}withdraw/", views.withdraw, name="withdraw"),
    path(f"{CASE}escalate/", views.escalate, name="escalate"),
    path(f"{CASE}hand_down/", views.hand_down, name="hand_down"),
    path(f"{CASE}reopen/", views.reopen, name="reopen"),
    path(f"{CASE}conceal/", views.conceal, name="conceal"),
    path(f"{CASE}admit/", views.admit, name="admit"),
    path(f"{CASE}disclose/", views.disclose, name="disclose"),
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
    path(f"{CASE}note/", views.note, name="note"),
    path(f"{CASE}remark/", views.remark, name="remark"),
    path(f"{CASE}reply/", views.reply, name="reply"),
    path(f"{CASE}reply/draft/", views.save_draft, name="save_draft"),
    path(f"{CASE}merge/", views.merge, name="merge"),
    path(f"{CASE}looking/", views.looking, name="looking"),
    path(f"{CASE}log_call/", views.log_call, name="log_call"),
    path(f"{CASE}close/", views.close, name="close"),
    path(f"{CASE}reject/", views.reject, name="reject"),
    path(f"{CASE}appeal/", views.appeal, name="appeal"),
    path(f"{CASE}uphold/", views.uphold, name="uphold"),
    path(f"{CASE}set_aside/", views.set_aside, name="set_aside"),
    path(f"{CASE}hand_to/", views.hand_to, name="hand_to"),
]
