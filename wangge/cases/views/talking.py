"""Notes, remarks, replies and their drafts; the words that desks answer with."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wangge.kernel.code import Code
from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.verbs import see_other, verb_button, verb_page

from .. import actions, forms, talk
from ..models import Case, ReplyTemplate
from ..policies import May
from .seen import SeenCase, case_at
from .verbs import Words, files_of, plain, verb_view

note = verb_view(
    "note", plain(forms.NoteForm), words=Words("备注已写下。", "只有工作人员看得到，反映人看不到。")
)
remark = verb_view(
    "remark",
    lambda request, case, now, data: forms.RemarkForm(data, files_of(request, data)),
    words=Words("已补充，已告知办理的人。", "反映人又说了什么、又发来什么照片，记在这里。"),
)


def _replying(request: ActingRequest, case: Case, now: datetime, data: Any) -> forms.ReplyForm:
    return forms.ReplyForm(
        data,
        draft=talk.draft_of(case, by=request.actor),
        templates=talk.templates_at(case.code),
    )


reply = verb_view(
    "reply", _replying, "cases/reply.html",
    words=Words("已答复。", "答复显示在反映人查询进度的页面上；反映人是同事的，会收到提醒。"),
)  # fmt: skip


@require_POST
@signed_in
def save_draft(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """The reply so far, with a template's words at its end when one was chosen."""
    now = timezone.now()
    case = case_at(at, number, by=request.actor, may=May.REPLY)
    words = "" if "discard" in request.POST else request.POST.get("words", "")
    chosen = _chosen(case, request.POST.get("template", ""))
    puts_in = request.htmx.target == "wg-words" if request.htmx else True
    if chosen and puts_in:
        ready = talk.filled(chosen, _known(case, at, request, now))
        words = f"{words.rstrip()}\n{ready}".strip()
    draft = actions.save_draft(number, words=words, by=request.actor, now=now)
    if not request.htmx:
        return see_other(reverse("cases:reply", args=[at, number]))
    template = "cases/_reply_words.html" if puts_in else "cases/_draft_kept.html"
    form = forms.ReplyForm(draft=draft, templates=())
    return render(request, template, {"form": form, "draft": draft})


def _chosen(case: Case, id: str) -> ReplyTemplate | None:
    return next((one for one in talk.templates_at(case.code) if str(one.pk) == id), None)


def _known(case: Case, at: Code, request: ActingRequest, now: datetime) -> dict[str, str]:
    seen = SeenCase(case, at, request.actor, now)
    return {"编号": case.number, "地点": case.address or seen.place, "事项": seen.matter}


@require_GET
@signed_in
def reply_templates(request: ActingRequest, at: Code) -> HttpResponse:
    """What can be answered with here: this desk's words and those of the desks above."""
    scope = request.actor.at(May.KEEP_TEMPLATE, at)
    found = list(talk.templates_at(at))
    named = places.names({one.code for one in found})
    context = {
        "title": "常用语",
        "at": at,
        "rows": [(one, named[one.code], scope.covers(one)) for one in found],
        "may_keep": scope.covers_place(at),
    }
    return render(request, "cases/reply_templates.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def keep_template(request: ActingRequest, at: Code) -> HttpResponse:
    """A new one, or other words under a name that is there."""
    request.actor.at(May.KEEP_TEMPLATE, at)
    known = {str(one.pk): one for one in talk.templates_at(at) if one.code == at}
    before = known.get(request.GET.get("id", ""))
    form = forms.TemplateForm(
        request.POST if request.method == "POST" else None,
        initial={"name": before.name, "words": before.words} if before else {},
    )
    page = reverse("cases:reply_templates", args=[at])
    return verb_page(
        request,
        form,
        lambda given: actions.keep_template(at, **given, by=request.actor, now=timezone.now()),
        then=page,
        done=lambda kept: f"常用语“{kept.name}”已保存。",
        title="保存常用语",
        submit="保存",
        back=page,
        at=at,
    )


@require_POST
@signed_in
def drop_template(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    return verb_button(
        request,
        lambda: actions.drop_template(id, by=request.actor, now=timezone.now()),
        then=reverse("cases:reply_templates", args=[at]),
        done="常用语已删除。",
    )
