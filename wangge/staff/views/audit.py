"""The audit administrator's pages: the record, and nothing else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from wangge.staff.doors import ActingRequest, signed_in
from wangge.staff.filters import EntryFilter
from wangge.staff.policies import May
from wangge.staff.queries import audited, entry_audited, event_word, role_words
from wangge.staff.tables import EntryTable
from wangge.ui.keyset import count_up_to
from wangge.ui.lists import rows_of


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
