"""What a person is told, and where they want to be told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import page_of
from wangge.ui.templatetags.ui import phone
from wangge.ui.verbs import see_other, verb_page

from .. import actions, channels, queries
from ..channels import Channel
from ..forms import ChannelsForm
from ..models import Preference


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


@require_http_methods(["GET", "POST"])
@signed_in
def choose_channels(request: ActingRequest) -> HttpResponse:
    """Where I want to be told outside the house; inside it always."""
    now = queries.preference_of(request.actor.id)

    def call(given: dict[str, Any]) -> Preference:
        return actions.choose_channels(
            mail=given["mail"], sms=given["sms"], by=request.actor, now=timezone.now()
        )

    return verb_page(
        request,
        ChannelsForm(request.POST or None, initial={"mail": now.mail, "sms": now.sms}),
        call,
        then=reverse("messages:choose_channels"),
        done="已保存。",
        template="messages/choose_channels.html",
        title="消息提醒方式",
        submit="保存",
        back=reverse("messages:notices"),
        ways=_ways(request),
    )


def _ways(request: ActingRequest) -> list[tuple[str, str]]:
    """Each personal channel, and whether it reaches the person now."""
    reach = next(iter(queries.reach_of([request.actor.id])), None)
    email, number = (reach.email, phone(reach.phone)) if reach else ("", "")
    found = []
    for channel, address in ((Channel.MAIL, email), (Channel.SMS, number)):
        if not channels.is_on(channel):
            words = "本系统没有开通"
        else:
            words = f"已开通，发往 {address}" if address else "已开通，但您的账号没有登记地址"
        found.append((channels.WORDS[channel], words))
    return found
