"""The roster as a file."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.places.policies import require
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.verbs import verb_page
from wangge.workers import actions, exports, forms
from wangge.workers.imports import read_roster
from wangge.workers.policies import May

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 20


@require_GET
@signed_in
def template(request: ActingRequest, at: Code) -> HttpResponse:
    """An empty roster to fill in."""
    require(request.actor, May.IMPORT_ROSTER, at)
    return _file(exports.template(), "roster-template.xlsx")


@require_http_methods(["GET", "POST"])
@signed_in
def import_roster(request: ActingRequest, at: Code) -> HttpResponse:
    """Bring the roster in line with a file; wrong rows are named, or come back as a file."""
    require(request.actor, May.IMPORT_ROSTER, at)
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    returned: list[bytes] = []

    def call(read: dict[str, Any]) -> str:
        lines, rows, faults = read_roster(read["file"])
        said, faults = _take(request, at, rows, faults, wanted=read["on_faults"])
        if faults and read["on_faults"] != "all":
            returned.append(exports.faulty(lines, faults))
        return said

    page = verb_page(
        request,
        form,
        call,
        then=reverse("workers:roster", args=[at]),
        done=lambda said: said,
        template="workers/import.html",
        title="导入花名册",
        submit="导入",
        back=reverse("workers:roster", args=[at]),
        template_url=reverse("workers:template", args=[at]),
    )
    if not returned:
        return page
    if form.cleaned_data["on_faults"] == "faults":
        list(get_messages(request))  # nothing was done: nothing to announce on the next page
    return _file(returned[0], "roster-faults.xlsx")


def _take(
    request: ActingRequest,
    at: Code,
    rows: list[actions.RosterRow],
    faults: list[tuple[int, str]],
    *,
    wanted: str,
) -> tuple[str, list[tuple[int, str]]]:
    """The sentence about what was done, and all rows that were not."""
    if faults and wanted == "all":
        raise Unable(_named(faults), field="file")
    try:
        outcome = actions.import_roster(
            at,
            rows,
            only_good=wanted == "good",
            faults=faults,
            by=request.actor,
            now=timezone.now(),
        )
    except actions.UnableToImportRoster as unable:
        if wanted == "all":
            raise Unable(_named(unable.refused), field="file") from unable
        return "没有导入。", unable.refused
    done = (
        f"登记 {outcome.enrolled} 人，修改 {outcome.altered} 人，配备 {outcome.assigned} 项，"
        f"没有变化 {outcome.unchanged} 行，未导入 {len(outcome.refused)} 行。"
    )
    return done, outcome.refused


def _named(faults: list[tuple[int, str]]) -> str:
    first = "".join(f"第 {number} 行：{sentence}" for number, sentence in sorted(faults)[:SHOWN])
    more = f"……共 {len(faults)} 行有错误。" if len(faults) > SHOWN else ""
    return f"没有导入。{first}{more}"


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
