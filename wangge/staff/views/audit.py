"""The audit administrator's pages: the record, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wangge.journal.models import Entry
from wangge.kernel.errors import Unable
from wangge.staff import actions
from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.exports import audit_lines
from wangge.staff.filters import EntryFilter
from wangge.staff.policies import May
from wangge.staff.queries import audited, entry_audited, event_word, role_words
from wangge.staff.tables import EntryTable
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of

BATCH = 2_000


@require_GET
@signed_in
def audit(request: ActingRequest) -> HttpResponse:
    found = EntryFilter(request.GET, audited(by=request.actor))
    page = {
        "title": "审计记录",
        "filter": found,
        "table": EntryTable.of(found.qs, request.GET, rows=rows_of(request)),
        "count": count_up_to(found.qs),
        "may_export": request.actor.may(May.EXPORT_AUDIT),
        "empty_heading": "还没有记录",
    }
    return render(request, "staff/audit.html", page)


@require_GET
@signed_in
def audit_entry(request: ActingRequest, id: int) -> HttpResponse:
    entry = entry_audited(id, by=request.actor)
    page = {
        "title": event_word(entry.event),
        "entry": entry,
        "role": role_words().get(entry.actor_role, entry.actor_role),
        "detail": [(key, value) for key, value in entry.detail.items()],
        "back": reverse("staff:audit"),
    }
    return render(request, "staff/audit_entry.html", page)


@require_POST
@signed_in
def export_audit(request: ActingRequest) -> StreamingHttpResponse:
    """What the list shows, as CSV, line by line; the export is itself an entry."""
    found = EntryFilter(request.POST, audited(by=request.actor, may=May.EXPORT_AUDIT))
    if not found.form.is_valid():
        raise Unable("筛选条件有误，没有导出。请返回改正后再导出。")
    asked = {key: str(request.POST[key]) for key in found.filters if request.POST.get(key)}
    now = timezone.now()
    entry = actions.export_audit(asked=asked, by=request.actor, now=now)
    entries = _in_batches(found.qs.filter(id__lt=entry.pk).order_by("id"))
    answer = StreamingHttpResponse(audit_lines(entries), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="audit-{timezone.localtime(now):%Y%m%d-%H%M}.csv"'
    )
    return answer


def _in_batches(entries: QuerySet[Entry]) -> Iterator[Entry]:
    """Oldest first, a few thousand in memory at a time."""
    last = 0
    while batch := list(entries.filter(id__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].pk
