"""Letting one more person know of a confidential case: whom, searched by name."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.code import Code
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.verbs import verb_page

from .. import actions, forms, queries
from ..circle import people_to_admit
from ..policies import May
from .seen import SeenCase, case_at
from .verbs import must_be_open

SHOWN = 30


@require_http_methods(["GET", "POST"])
@signed_in
def admit(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """Choose among the people who could see the place."""
    now = timezone.now()
    case = case_at(at, number, by=request.actor, may=May.ADMIT)
    if request.method == "GET":
        must_be_open("admit", case, request, now)
    asked = request.POST if request.method == "POST" else request.GET if request.htmx else None
    people = people_to_admit(case, queries.local_day(now))
    form = forms.AdmitForm(asked, people=people)
    find, chosen = (asked or request.GET).get("find", ""), str(form["account"].value() or "")
    found = [
        (key, name, str(key) == chosen)
        for key, name in people
        if find.strip() in name or str(key) == chosen
    ]
    offered = {"people": found[:SHOWN], "more": len(found) > SHOWN, "find": find}
    if request.htmx and request.method == "GET":
        return render(request, "cases/_people.html", offered)

    def call(given: dict[str, UUID]) -> object:
        return actions.admit(number, **given, by=request.actor, now=now)

    page = reverse("cases:detail", args=[at, number])
    return verb_page(
        request,
        form,
        call,
        then=page,
        done=f"事件 {number} 已加入知情人。",
        template="cases/admit.html",
        title="加入知情人",
        intro="只列出辖区内有权限的人；加入后可查看本件，并按其权限办理。",
        submit="加入",
        back=page,
        case=case,
        at=at,
        seen=SeenCase(case, at, request.actor, now),
        **offered,
    )
