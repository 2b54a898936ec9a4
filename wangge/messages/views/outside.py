"""The administrator's pages: what goes out of the house, by which ways, and what failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.verbs import see_other, verb_button

from .. import actions, channels, queries
from ..channels import GROUPS, SWITCHED_ON_BY, WORDS, Channel
from ..filters import SendingFilter
from ..forms import RetryForm, TestForm
from ..hours import hours
from ..models import Sending
from ..policies import May, require
from ..previews import preview
from ..tables import SendingTable


@require_GET
@signed_in
def sendings(request: ActingRequest) -> HttpResponse:
    """What is on its way, what went out and what did not; without a word of what it says."""
    require(request.actor, May.VIEW_SENDINGS)
    chosen = SendingFilter(request.GET, queryset=Sending.objects.all())
    may_retry = request.actor.may(May.RETRY)
    failed = queries.failed_sendings().exclude(address="")
    context = {
        "title": "消息发送",
        "filter": chosen,
        "table": SendingTable.of(chosen.qs, request.GET, rows=rows_of(request)),
        "count": count_up_to(chosen.qs),
        "may_retry": may_retry,
        "retrying": may_retry and failed.exists(),
        "empty_heading": "还没有发出过消息",
        "empty_words": "开通邮件、短信或群通知后，发出的每一条都会列在这里。",
    }
    return render(request, "messages/sendings.html", context)


@require_POST
@signed_in
def retry(request: ActingRequest) -> HttpResponse:
    """Send again what failed: one of them, or all."""
    require(request.actor, May.RETRY)
    form = RetryForm(request.POST)
    one = form.cleaned_data["id"] if form.is_valid() else None
    ids = [one] if one else None

    def call() -> int:
        if not form.is_valid():
            raise actions.UnableToRetry("没有这条消息。")
        return actions.retry(ids, by=request.actor, now=timezone.now())

    then = f"{reverse('messages:sendings')}?state=failed"
    return verb_button(request, call, then=then, done="已重新排队，一分钟内再发。")


@require_GET
@signed_in
def shown_channels(request: ActingRequest) -> HttpResponse:
    """Which ways are open, what opens the others, and every text as it would look."""
    require(request.actor, May.VIEW_SENDINGS)
    context = {
        "title": "消息通道",
        "ways": list(_ways()),
        "quiet": hours(),
        "previews": [preview(channel, queries.samples()) for channel in Channel],
        "may_test": request.actor.may(May.SEND_TEST),
        "list": reverse("messages:sendings"),
    }
    return render(request, "messages/channels.html", context)


def _ways() -> Iterator[dict[str, Any]]:
    for channel in Channel:
        areas = channels.areas_of(channel) if channel in GROUPS else []
        yield {
            "channel": channel.value,
            "name": WORDS[channel],
            "on": channels.is_on(channel),
            "variable": SWITCHED_ON_BY[channel],
            "areas": "、".join(places.names(set(areas)).get(area, area) for area in areas),
        }


@require_POST
@signed_in
def send_test(request: ActingRequest) -> HttpResponse:
    """A test message to oneself, or to the groups."""
    require(request.actor, May.SEND_TEST)
    form, then = TestForm(request.POST), reverse("messages:channels")
    if not form.is_valid():
        messages.error(request, "请选择一个通道。")
        return see_other(then)
    return verb_button(
        request,
        lambda: actions.send_test(form.chosen(), by=request.actor, now=timezone.now()),
        then=then,
        done="测试消息已排队，一分钟内发出；结果见“消息发送”。",
    )
