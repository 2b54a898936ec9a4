"""The system administrator's pages: the organisations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wangge.places import queries as places
from wangge.staff import actions
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.filters import OrganisationFilter
from wangge.staff.forms import AlterOrganisationForm, OrganisationForm
from wangge.staff.models import Organisation
from wangge.staff.policies import May
from wangge.staff.queries import get_organisation, organisation_rows, seat_of
from wangge.staff.tables import OrganisationTable
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action
from wangge.ui.verbs import verb_page


@require_GET
@signed_in
def organisations(request: ActingRequest) -> HttpResponse:
    seat_of(request.actor, May.VIEW_ORGANISATIONS)
    found = OrganisationFilter(request.GET, organisation_rows(by=request.actor))
    page = {
        "title": "组织机构",
        "filter": found,
        "table": OrganisationTable.of(found.qs, request.GET, rows=rows_of(request)),
        "count": count_up_to(found.qs),
        "may_found": request.actor.may(May.FOUND_ORGANISATION),
        "empty_heading": "还没有组织机构",
    }
    return render(request, "staff/organisations.html", page)


@require_GET
@signed_in
def organisation_detail(request: ActingRequest, id: UUID) -> HttpResponse:
    body = get_organisation(id, by=request.actor, may=May.VIEW_ORGANISATIONS)
    alter = reverse("staff:alter_organisation", args=[id])
    page = {
        "title": body.name,
        "body": body,
        "places": [(code, places.full_name(code)) for code in body.codes],
        "actions": [Action("alter_organisation", "修改", alter, "primary")]
        if request.actor.may(May.ALTER_ORGANISATION)
        else [],
    }
    return render(request, "staff/organisation_detail.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def found_organisation(request: ActingRequest) -> HttpResponse:
    seat_of(request.actor, May.FOUND_ORGANISATION)

    def call(told: dict[str, Any]) -> Organisation:
        return actions.found_organisation(
            told.pop("key"), **told, by=request.actor, now=timezone.now()
        )

    return verb_page(
        request,
        OrganisationForm(request.POST or None, initial={"since": timezone.localdate()}),
        call,
        then=lambda body: reverse("staff:organisation_detail", args=[body.id]),
        done="单位已建立。",
        title="新建单位",
        submit="建立",
        back=reverse("staff:organisations"),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def alter_organisation(request: ActingRequest, id: UUID) -> HttpResponse:
    body = get_organisation(id, by=request.actor, may=May.ALTER_ORGANISATION)
    initial = {
        "name": body.name,
        "codes": " ".join(body.codes),
        "line": body.line,
        "until": body.period.upper,
    }

    def call(told: dict[str, Any]) -> Organisation:
        return actions.alter_organisation(id, **told, by=request.actor, now=timezone.now())

    return verb_page(
        request,
        AlterOrganisationForm(request.POST or None, initial=initial),
        call,
        then=reverse("staff:organisation_detail", args=[id]),
        done="单位已修改。",
        title=f"修改单位：{body.name}",
        submit="保存",
        back=reverse("staff:organisation_detail", args=[id]),
    )
