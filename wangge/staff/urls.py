from __future__ import annotations

from django.urls import path

from . import views

app_name = "staff"

ONE = "staff/accounts/<uuid:id>/"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/", views.account, name="account"),
    path("account/change_password/", views.change_password, name="change_password"),
    path("account/post/", views.switch_post, name="switch_post"),
    path("account/absences/", views.absences, name="absences"),
    path("account/absences/announce_absence/", views.announce_absence, name="announce_absence"),
    path("account/absences/<uuid:id>/end_absence/", views.end_absence, name="end_absence"),
    path("account/views/save_view/", views.save_view, name="save_view"),
    path("account/views/<uuid:id>/drop_view/", views.drop_view, name="drop_view"),
    path("staff/accounts/", views.accounts, name="accounts"),
    path("staff/accounts/create_account/", views.create_account, name="create_account"),
    path("staff/accounts/import_accounts/", views.import_accounts, name="import_accounts"),
    path("staff/accounts/template.xlsx", views.accounts_template, name="accounts_template"),
    path(ONE, views.account_detail, name="account_detail"),
    path(ONE + "disable_account/", views.disable_account, name="disable_account"),
    path(ONE + "enable_account/", views.enable_account, name="enable_account"),
    path(ONE + "unlock_account/", views.unlock_account, name="unlock_account"),
    path(ONE + "reset_password/", views.reset_password, name="reset_password"),
    path(ONE + "give_post/", views.give_post, name="give_post"),
    path("staff/posts/<uuid:id>/end_post/", views.end_post, name="end_post"),
    path("staff/organisations/", views.organisations, name="organisations"),
    path(
        "staff/organisations/found_organisation/",
        views.found_organisation,
        name="found_organisation",
    ),
    path("staff/organisations/<uuid:id>/", views.organisation_detail, name="organisation_detail"),
    path(
        "staff/organisations/<uuid:id>/alter_organisation/",
        views.alter_organisation,
        name="alter_organisation",
    ),
    path("staff/system/", views.system, name="system"),
    path("staff/audit/", views.audit, name="audit"),
    path("staff/audit/<int:id>/", views.audit_entry, name="audit_entry"),
]
