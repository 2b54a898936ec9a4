"""Looking at the list and the register."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.matters import exports, queries
from wangge.matters.filters import MatterFilter, RefusalFilter
from wangge.matters.models import Matter
from wangge.matters.policies import May
from wangge.matters.tables import MatterTable, RefusalTable
from wangge.places import queries as places
from wangge.places.policies import require
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.filter import day_of
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action, TimelineItem

OFFERED = {
    May.LIST_MATTER: "列入事项",
    May.IMPORT_MATTERS: "导入清单",
    May.ADD_CATEGORY: "增加类别",
    May.ADD_LINE: "增加条线",
}
EVENTS = {"matters.matter_listed": "列入清单", "matters.matter_ended": "退出清单"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@signed_in
def matters(request: ActingRequest, at: Code) -> HttpResponse:
    """The list in force at a place on a day. It is public: whoever may view it sees it all."""
    request.actor.at(May.VIEW, at)
    chosen = MatterFilter(request.GET, queryset=queries.in_force(_day(request), at=at))
    context = {
        "title": "事项清单",
        "at": at,
        "on": _day(request),
        "filter": chosen,
        "table": MatterTable.of(chosen.qs, request.GET, rows=rows_of(request), at=at),
        "count": count_up_to(chosen.qs),
        "actions": _actions(request, at),
        "register": _register(request, at),
        "empty_heading": "当日没有在清单内的事项",
    }
    return render(request, "matters/matters.html", context)


@require_GET
@signed_in
def matter(request: ActingRequest, at: Code, number: str) -> HttpResponse:
    """An item as it was on a day, and everything it ever said."""
    request.actor.at(May.VIEW, at)
    on, versions = _day(request), list(queries.versions_of(number))
    if not versions:
        raise OutOfSight(number)
    shown = next((it for it in versions if on in it.period), versions[-1])
    ends = shown.period.upper is None and request.actor.scope(May.END_MATTER).covers(shown)
    address = reverse("matters:end_matter", args=[at, number])
    context = {
        "title": shown.name,
        "at": at,
        "matter": shown,
        "in_force": on in shown.period,
        "facts": _facts(shown),
        "versions": versions,
        "timeline": _timeline(versions),
        "actions": [Action("end_matter", "退出清单", address, "danger")] if ends else [],
    }
    return render(request, "matters/matter.html", context)


@require_GET
@signed_in
def refusals(request: ActingRequest, at: Code) -> HttpResponse:
    """What was asked for off the list in a place; a worker sees what they refused themselves."""
    chosen = RefusalFilter(request.GET, queryset=queries.shown_refusals(at, by=request.actor))
    seen = request.actor.may(May.VIEW_REFUSALS)
    may_refuse = request.actor.scope(May.REFUSE_TASK).covers_place(at)
    address = reverse("matters:refuse_task", args=[at])
    context = {
        "title": "清单外任务登记" if seen else "我登记的清单外任务",
        "at": at,
        "filter": chosen,
        "table": RefusalTable.of(chosen.qs, request.GET, rows=rows_of(request)),
        "count": count_up_to(chosen.qs),
        "departments": queries.refusals_by_department(at, by=request.actor) if seen else [],
        "actions": [Action("refuse_task", "登记清单外任务", address)] if may_refuse else [],
        "empty_heading": "没有登记",
        "empty_words": "清单之外的事项，网格员可以不予执行，并在这里登记。",
    }
    return render(request, "matters/refusals.html", context)


@require_GET
@signed_in
def template(request: ActingRequest, at: Code) -> HttpResponse:
    """An empty list to fill in."""
    require(request.actor, May.IMPORT_MATTERS, at)
    answer = HttpResponse(exports.template(), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="matters-template.xlsx"'
    return answer


def _register(request: ActingRequest, at: Code) -> str:
    seen = request.actor.may(May.VIEW_REFUSALS) or request.actor.may(May.REFUSE_TASK)
    return reverse("matters:refusals", args=[at]) if seen else ""


def _day(request: ActingRequest) -> date:
    return day_of(request.GET, today=timezone.localdate())


def _facts(matter: Matter) -> list[tuple[str, object]]:
    line = queries.line_of(matter.number)
    return [
        ("编号", matter.number),
        ("类别", matter.category),
        ("条线", f"{line.name}（{line.department}）" if line else matter.line),
        ("责任部门", matter.departments),
        ("网格员职责", matter.get_worker_role_display()),
        ("紧急程度", matter.get_urgency_display()),
        ("办理时限", matter.limit.words),
        ("业务指导人", f"{matter.guide_name} {matter.guide_phone}"),
        ("依据", matter.basis),
        ("适用范围", places.full_name(matter.code)),
        ("列入日期", matter.period.lower),
        ("退出日期", matter.period.upper),
    ]


def _timeline(versions: list[Matter]) -> list[TimelineItem]:
    entries = [entry for version in versions for entry in entries_of(version)]
    return [
        TimelineItem(
            entry.at,
            entry.actor_label,
            EVENTS.get(entry.event, entry.event),
            str(entry.detail.get("reason", "")),
        )
        for entry in sorted(entries, key=lambda entry: entry.id)
    ]


def _actions(request: ActingRequest, at: Code) -> list[Action]:
    return [
        Action(verb := may.partition(":")[2], label, reverse(f"matters:{verb}", args=[at]))
        for may, label in OFFERED.items()
        if request.actor.scope(may).covers_place(at)
    ]
