"""Pages that belong to no room: health, errors, the way home."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from config.nav import home_at, home_of
from wangge.kernel.code import Code
from wangge.kernel.errors import Unable
from wangge.portal.views import front
from wangge.staff.doors import ActingRequest, go_to, signed_in


@require_GET
def home(request: ActingRequest) -> HttpResponse:
    """Where the current post begins its day; for everybody else the public side."""
    if request.account is not None:
        return redirect(home_of(request.actor))
    return (
        go_to(request, settings.LOGIN_URL, ended=request.ended) if request.ended else front(request)
    )


@require_GET
@signed_in
def place_home(request: ActingRequest, at: Code) -> HttpResponse:
    """What a place alone leads to."""
    return redirect(home_at(request.actor, at))


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Live: the process answers."""
    return JsonResponse({"live": True})


@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: the database takes a write (a read-only standby does not count)."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE ready (ok boolean) ON COMMIT DROP")
            cursor.execute("SELECT pg_is_in_recovery(), current_setting('transaction_read_only')")
            standby, read_only = cursor.fetchone()
    except Exception:  # whatever keeps the database from writing, the answer is the same
        return JsonResponse({"ready": False}, status=503)
    ready = not standby and read_only == "off"
    return JsonResponse({"ready": ready}, status=200 if ready else 503)


def refused(request: HttpRequest, refusal: Unable) -> HttpResponse:
    return render(request, "409.html", {"sentence": refusal.sentence}, status=409)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
