from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import page_of
from wangge.ui.verbs import see_other

from . import actions, queries


@require_GET
@signed_in
def notices(request: ActingRequest) -> HttpResponse:
    """What I was told, unread first."""
    page = page_of(queries.notices_of(request.actor), queries.UNREAD_FIRST, request.GET.get("page"))
    context = {
        "title": "消息",
        "page": page,
        "any_unread": any(not notice.read for notice in page.rows),
    }
    return render(request, "messages/notices.html", context)


@require_GET
@signed_in
def bell(request: ActingRequest) -> HttpResponse:
    """The number on the bell, asked for every half minute; without the shell and its queries."""
    unread = queries.unread_of(request.actor.id)
    return HttpResponse(render_to_string("ui/bell_count.html", {"unread": unread}))


@require_POST
@signed_in
def mark_read(request: ActingRequest, id: UUID) -> HttpResponse:
    """Read it and go to what it is about."""
    return see_other(actions.mark_read(id, by=request.actor, now=timezone.now()).path)


@require_POST
@signed_in
def mark_all_read(request: ActingRequest) -> HttpResponse:
    number = actions.mark_all_read(by=request.actor, now=timezone.now())
    messages.success(request, f"已把 {number} 条消息标为已读。" if number else "没有未读的消息。")
    return see_other(reverse("messages:notices"))
