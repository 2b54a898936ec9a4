"""Asking for a list as a file, and the files that one asked for."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.kernel.workbooks import Format
from wangge.places import queries as places
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.verbs import see_other, verb_button

from . import actions, queries
from .models import Export
from .tables import ExportTable

Answer = TypeVar("Answer", bound=HttpResponseBase)


@require_POST
@signed_in
def ask(request: ActingRequest, at: Code | None = None) -> HttpResponse:
    """The file itself when it is short, else the page on which it will be ready."""
    given = request.POST
    if given.get("format") not in set(Format):
        raise OutOfSight("no format of ours")
    made = actions.ask(
        given.get("list", ""),
        at=at,
        query=given.get("query", ""),
        format=Format(given["format"]),
        post=request.hat.key if request.hat else None,
        by=request.actor,
        now=timezone.now(),
    )
    if isinstance(made, Export):
        return see_other(reverse("exports:export", args=[made.id]))
    return _private(HttpResponse(made.content, made.format.content_type), made.name)


@require_GET
@signed_in
def exports(request: ActingRequest) -> HttpResponse:
    """What I asked for in the last seven days."""
    mine = queries.exports_of(request.actor)
    context = {
        "title": "我的导出",
        "table": ExportTable.of(mine, request.GET, rows=rows_of(request)),
        "count": count_up_to(mine),
        "list_tools": None,
        "empty_heading": "没有导出的文件",
        "empty_words": "在任何列表上点“导出”：行数少的马上下载，行数多的会排在这里，保留七天。",
    }
    return render(request, "exports/exports.html", context)


@require_GET
@signed_in
def export(request: ActingRequest, id: UUID) -> HttpResponse:
    """How far it is; asked for by htmx, only the part that changes."""
    shown = queries.get_export(id, by=request.actor)
    context = {
        "title": f"导出：{shown.title}",
        "export": shown,
        "place": places.full_name(shown.code),
        "list_url": _list_url(shown),
        "days": actions.DAYS_KEPT,
    }
    template = "exports/_progress.html" if request.htmx else "exports/export.html"
    return render(request, template, context)


def _list_url(export: Export) -> str:
    url = reverse(export.list, args=[export.code] if export.placed else [])
    return f"{url}?{export.query}" if export.query else url


@require_GET
@signed_in
def fetch(request: ActingRequest, id: UUID) -> HttpResponseBase:
    """The file, to whoever asked for it and still may."""
    shown = queries.get_export(id, by=request.actor)
    file = queries.open_file(shown, on=timezone.localdate())
    answer = FileResponse(file, content_type=Format(shown.format).content_type)
    return _private(answer, shown.file_name)


@require_POST
@signed_in
def cancel(request: ActingRequest, id: UUID) -> HttpResponse:
    """Do without it."""
    return verb_button(
        request,
        lambda: actions.cancel(id, by=request.actor, now=timezone.now()),
        then=reverse("exports:export", args=[id]),
        done="导出已取消。",
    )


def _private(answer: Answer, name: str) -> Answer:
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer
