from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.form import put_refusal
from wangge.ui.verbs import verb_page

from . import actions, exports, forms, imports, queries
from .amounts import UnableToCount
from .calendar import DEFAULT_SESSIONS, SHANGHAI
from .models import Arrangement, YearTable
from .months import months_of
from .policies import May, holds, require

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_YEAR, LAST_YEAR = 2000, 2200


@require_GET
@signed_in
def calendar(request: ActingRequest, year: int | None = None) -> HttpResponse:
    """A year as a wall calendar, and which years are missing."""
    require(request.actor, May.VIEW)
    now = timezone.now()
    year = _plausible(year or now.astimezone(SHANGHAI).year)
    current = queries.current_calendar()
    context = {
        "title": f"{year} 年工作日历",
        "year": year,
        "years": [year - 1, year, year + 1],
        "table": queries.year_table(year),
        "provisional": current.provisional(year),
        "missing": queries.missing_years(now),
        "months": months_of(year, current),
        "may_import": holds(request.actor, May.IMPORT_YEAR),
        "may_set": holds(request.actor, May.SET_SESSIONS),
    }
    return render(request, "worktime/calendar.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def import_year(request: ActingRequest) -> HttpResponse:
    """Import the notice of a year from a file."""
    require(request.actor, May.IMPORT_YEAR)
    now = timezone.now()
    missing = queries.missing_years(now)
    year = missing[0] if missing else now.astimezone(SHANGHAI).year + 1
    form = forms.ImportYearForm(request.POST or None, request.FILES or None, initial={"year": year})
    faults: list[str] = []

    def call(given: dict[str, Any]) -> YearTable:
        try:
            lines = imports.read_year(given["year"], given["file"].name, given["file"].read())
            return actions.import_year(
                given["year"], lines, note=given["note"], by=request.actor, now=now
            )
        except actions.UnableToImportYear as unable:
            faults.extend(fault.words for fault in unable.faults)
            raise

    return verb_page(
        request,
        form,
        call,
        then=lambda table: reverse("worktime:calendar_of", args=[table.year]),
        done=lambda table: f"{table}已生效。",
        template="worktime/import_year.html",
        title="导入放假安排",
        submit="导入",
        back=reverse("worktime:calendar"),
        faults=faults,
        template_year=year,
    )


@require_GET
@signed_in
def year_template(request: ActingRequest, year: int) -> HttpResponse:
    """The empty table of a year, to fill in."""
    require(request.actor, May.IMPORT_YEAR)
    content = exports.year_template(_plausible(year))
    name = f'attachment; filename="fangjia-{year}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": name})


@require_GET
@signed_in
def sessions(request: ActingRequest) -> HttpResponse:
    """The arrangements of working sessions, newest first."""
    require(request.actor, May.VIEW)
    today = timezone.now().astimezone(SHANGHAI).date()
    context = {
        "title": "作息时间",
        "arranged": queries.arranged(),
        "today": queries.current_calendar().sessions_on(today),
        "standard": DEFAULT_SESSIONS,
        "may_set": holds(request.actor, May.SET_SESSIONS),
    }
    return render(request, "worktime/sessions.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def set_sessions(request: ActingRequest) -> HttpResponse:
    """Put working sessions in force from a day on."""
    require(request.actor, May.SET_SESSIONS)

    def call(given: dict[str, Any]) -> Arrangement:
        return actions.set_sessions(
            given["name"],
            given["sessions"],
            starts=given["starts"],
            ends=given["ends"],
            by=request.actor,
            now=timezone.now(),
        )

    return verb_page(
        request,
        forms.SetSessionsForm(request.POST or None),
        call,
        then=reverse("worktime:sessions"),
        done=lambda arrangement: f"“{arrangement}”已设定。",
        title="设定作息时间",
        intro="只影响以后计算的期限；已经算出的期限不变。时间段重叠时，以最后设定的为准。",
        submit="设定",
        back=reverse("worktime:sessions"),
    )


@require_GET
@signed_in
def trial(request: ActingRequest) -> HttpResponse:
    """Try out a limit: when does it end, and why."""
    require(request.actor, May.VIEW)
    now = timezone.now().astimezone(SHANGHAI).replace(second=0, microsecond=0)
    form = forms.TrialForm(request.GET or None, initial={"start": now})
    limit = None
    if form.is_bound and form.is_valid():
        try:
            limit = queries.limit(form.cleaned_data["start"], form.cleaned_data["limit"])
        except UnableToCount as unable:
            put_refusal(form, unable)
    missing = queries.missing_years(now)
    context = {"title": "期限试算", "form": form, "limit": limit, "missing": missing}
    return render(request, "worktime/trial.html", context)


def _plausible(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year
