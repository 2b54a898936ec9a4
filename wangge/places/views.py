from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wangge.geo.shape import feature_collection, from_wkb
from wangge.kernel.code import Code, Level
from wangge.ui.doors import ActingRequest, signed_in
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action
from wangge.ui.verbs import verb_page

from . import actions, forms, queries
from .imports import read_divisions
from .models import Alias, Division
from .policies import May, require
from .tables import LEVELS, DivisionTable

WORDS = {
    May.FOUND: "设立下级",
    May.RENAME: "更名",
    May.RETIRE: "撤销",
    May.ADD_ALIAS: "登记别名",
    May.IMPORT_DIVISIONS: "批量导入",
}


@require_GET
@signed_in
def browse(request: ActingRequest, at: Code) -> HttpResponse:
    """A place and the places below it, as they were on a day."""
    on, form = _day(request)
    below = queries.shown_children(at, on, by=request.actor)
    place = queries.division(at, on)
    counts = {
        name: queries.counts_below(at, level, on)
        for name, level in (("townships", Level.TOWNSHIP), ("villages", Level.VILLAGE))
    }
    context = {
        "title": queries.full_name(at),
        "at": at,
        "on": on,
        "map_src": f"{reverse('places:map', args=[at])}?on={on.isoformat()}",
        "day_form": form,
        "place": place,
        "facts": _facts(place),
        "aliases": queries.aliases_of(at),
        "versions": queries.versions_of(at),
        "kept": ("on",),
        "table": DivisionTable.of(below, request.GET, rows=rows_of(request), **counts),
        "count": below.count(),
        "actions": _actions(request, at),
        "empty_heading": "没有下级区划",
        "sources": queries.provenance(at),
    }
    return render(request, "places/browse.html", context)


@require_GET
@signed_in
def map_json(request: ActingRequest, at: Code) -> HttpResponse:
    """The outlines of a place and of the places below it."""
    on, _ = _day(request)
    below = queries.shown_children(at, on, by=request.actor)
    shown = [(queries.division(at, on), "place"), *((row, "area") for row in below)]
    rows = [
        (from_wkb(row.extent), {"code": row.code, "name": row.name, "role": role})
        for row, role in shown
        if row.extent is not None
    ]
    return JsonResponse(feature_collection(rows), content_type="application/geo+json")


@require_http_methods(["GET", "POST"])
@signed_in
def found(request: ActingRequest, at: Code) -> HttpResponse:
    def call(read: dict[str, Any]) -> Division:
        code = Code(read.pop("code"))
        return actions.found(code, **read, by=request.actor, now=timezone.now())

    form = forms.FoundForm(request.POST or None, initial={"since": timezone.localdate()})
    return _verb(request, at, May.FOUND, form, call, "已设立。")


@require_http_methods(["GET", "POST"])
@signed_in
def rename(request: ActingRequest, at: Code) -> HttpResponse:
    def call(read: dict[str, Any]) -> Division:
        return actions.rename(at, **read, by=request.actor, now=timezone.now())

    form = forms.RenameForm(request.POST or None, initial={"since": timezone.localdate()})
    return _verb(request, at, May.RENAME, form, call, "已更名。")


@require_http_methods(["GET", "POST"])
@signed_in
def retire(request: ActingRequest, at: Code) -> HttpResponse:
    def call(read: dict[str, Any]) -> Division:
        return actions.retire(at, **read, by=request.actor, now=timezone.now())

    form = forms.RetireForm(request.POST or None)
    return _verb(request, at, May.RETIRE, form, call, "已撤销。", style="danger")


@require_http_methods(["GET", "POST"])
@signed_in
def add_alias(request: ActingRequest, at: Code) -> HttpResponse:
    def call(read: dict[str, Any]) -> Alias:
        return actions.add_alias(at, **read, by=request.actor, now=timezone.now())

    form = forms.AliasForm(request.POST or None)
    return _verb(request, at, May.ADD_ALIAS, form, call, "别名已登记。")


@require_http_methods(["GET", "POST"])
@signed_in
def import_divisions(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.IMPORT_DIVISIONS, at)
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    refused: list[tuple[int, str]] = []

    def call(read: dict[str, Any]) -> actions.Imported:
        rows, faults = read_divisions(read["file"])
        outcome = actions.import_divisions(
            at, rows, since=read["since"], by=request.actor, now=timezone.now()
        )
        refused.extend([*faults, *outcome.refused])
        return outcome

    def done(outcome: actions.Imported) -> str:
        said = f"新增 {outcome.created} 个，原有 {outcome.unchanged} 个"
        first = "".join(f"；第 {row} 项：{why}" for row, why in refused[:5])
        return f"{said}，未导入 {len(refused)} 行{first}。" if refused else f"{said}。"

    return _verb(request, at, May.IMPORT_DIVISIONS, form, call, done)


def _day(request: ActingRequest) -> tuple[date, forms.DayForm]:
    form = forms.DayForm(
        request.GET if "on" in request.GET else None, initial={"on": timezone.localdate()}
    )
    chosen = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    return chosen or timezone.localdate(), form


def _facts(place: Division) -> list[tuple[str, object]]:
    until = place.period.upper
    facts: list[tuple[str, object]] = [
        ("代码", place.code),
        ("级别", LEVELS[Level(place.level)]),
        ("类别", place.kind),
        ("启用日期", place.period.lower),
    ]
    return [*facts, ("撤销日期", until)] if until else facts


def _actions(request: ActingRequest, at: Code) -> list[Action]:
    return [
        Action(verb := may.partition(":")[2], label, reverse(f"places:{verb}", args=[at]))
        for may, label in WORDS.items()
        if request.actor.scope(may).covers_place(at)
    ]


def _verb(
    request: ActingRequest,
    at: Code,
    may: May,
    form: django_forms.Form,
    call: Callable[[dict[str, Any]], Any],
    done: str | Callable[[Any], str],
    **context: Any,
) -> HttpResponse:
    require(request.actor, may, at)
    back = reverse("places:browse", args=[at])
    title = f"{WORDS[may]}：{queries.full_name(at)}"
    return verb_page(request, form, call, then=back, done=done, title=title, back=back, **context)
