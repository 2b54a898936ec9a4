"""The forms of the verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.matters import actions, forms, queries
from wangge.matters.imports import read_matters
from wangge.matters.models import Category, Line, Matter, Refusal
from wangge.matters.policies import May
from wangge.places.policies import require
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.verbs import verb_page
from wangge.worktime.amounts import Amount, Unit

SHOWN = 20


@require_http_methods(["GET", "POST"])
@signed_in
def list_matter(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.LIST_MATTER, at)

    def call(read: dict[str, Any]) -> Matter:
        number, since = read.pop("number"), read.pop("since")
        limit = Amount(read.pop("amount"), Unit(read.pop("unit")))
        read |= {"line": read["line"].line, "category": read["category"].key, "limit": limit}
        terms = actions.Terms(**read)
        return actions.list_matter(
            at, number, terms, since=since, by=request.actor, now=timezone.now()
        )

    form = forms.MatterForm(request.POST or None, initial={"since": timezone.localdate()})
    return _page(request, at, form, call, title="列入事项", done="已列入清单。")


@require_http_methods(["GET", "POST"])
@signed_in
def end_matter(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    matter = queries.newest_matter(number, by=request.actor, may=May.END_MATTER)

    def call(read: dict[str, Any]) -> Matter:
        return actions.end_matter(number, **read, by=request.actor, now=timezone.now())

    form = forms.EndForm(request.POST or None)
    title = f"退出清单：{matter.name}"
    return _page(request, at, form, call, title=title, done="已退出清单。", style="danger")


@require_http_methods(["GET", "POST"])
@signed_in
def add_category(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.ADD_CATEGORY, at)

    def call(read: dict[str, Any]) -> Category:
        return actions.add_category(at, **read, by=request.actor, now=timezone.now())

    form = forms.CategoryForm(request.POST or None)
    return _page(request, at, form, call, title="增加类别", done="类别已增加。")


@require_http_methods(["GET", "POST"])
@signed_in
def add_line(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.ADD_LINE, at)

    def call(read: dict[str, Any]) -> Line:
        return actions.add_line(at, **read, by=request.actor, now=timezone.now())

    form = forms.LineForm(request.POST or None)
    return _page(request, at, form, call, title="增加条线", done="条线已增加。")


@require_http_methods(["GET", "POST"])
@signed_in
def import_matters(request: ActingRequest, at: Code) -> HttpResponse:
    """Put the items of a file on the list; wrong rows are named."""
    require(request.actor, May.IMPORT_MATTERS, at)

    def call(read: dict[str, Any]) -> str:
        _, rows, faults = read_matters(read["file"])
        if faults and not read["only_good"]:
            raise Unable(_named(faults), field="file")
        return _take(request, at, rows, faults, read)

    return _page(
        request,
        at,
        forms.ImportForm(
            request.POST or None, request.FILES or None, initial={"since": timezone.localdate()}
        ),
        call,
        title="导入清单",
        done=lambda said: said,
        template="matters/import.html",
        template_url=reverse("matters:template", args=[at]),
        submit="导入",
    )


@require_http_methods(["GET", "POST"])
@signed_in
def refuse_task(request: ActingRequest, at: Code) -> HttpResponse:
    """Register a task from outside the list: one page, three answers."""
    require(request.actor, May.REFUSE_TASK, at)

    def call(read: dict[str, Any]) -> Refusal:
        line = read.pop("line")
        return actions.refuse_task(
            at, **read, line=line.line if line else "", by=request.actor, now=timezone.now()
        )

    return _page(
        request,
        at,
        forms.RefusalForm(request.POST or None, initial={"asked_on": timezone.localdate()}),
        call,
        title="登记清单外任务",
        intro="清单之外的事项，网格员可以不予执行。登记只计入提出要求的部门，不影响网格员。",
        done="已登记。",
        then=reverse("matters:refusals", args=[at]),
        submit="不予执行并登记",
    )


def _take(
    request: ActingRequest,
    at: Code,
    rows: list[actions.MatterRow],
    faults: list[tuple[int, str]],
    read: dict[str, Any],
) -> str:
    try:
        outcome = actions.import_matters(
            at,
            rows,
            since=read["since"],
            only_good=read["only_good"],
            by=request.actor,
            now=timezone.now(),
        )
    except actions.UnableToImportMatters as unable:
        raise Unable(_named(unable.refused), field="file") from unable
    wrong = [*faults, *outcome.refused]
    said = f"列入 {outcome.listed} 项，没有变化 {outcome.unchanged} 项"
    return f"{said}，未导入 {len(wrong)} 行：{_rows(wrong)}" if wrong else f"{said}。"


def _named(faults: list[tuple[int, str]]) -> str:
    return f"没有导入，有 {len(faults)} 行错误。{_rows(faults)}"


def _rows(faults: list[tuple[int, str]]) -> str:
    return "".join(f"第 {row} 行：{sentence}" for row, sentence in sorted(faults)[:SHOWN])


def _page(
    request: ActingRequest,
    at: Code,
    form: django_forms.Form,
    call: Callable[[dict[str, Any]], Any],
    *,
    done: str | Callable[[Any], str],
    then: str = "",
    **context: Any,
) -> HttpResponse:
    back = reverse("matters:matters", args=[at])
    return verb_page(request, form, call, then=then or back, done=done, back=back, **context)
