"""Between the server and the doors: a log line per request, and one way to say no."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from config.pages import refused
from wangge.kernel.errors import Unable

logger = logging.getLogger("wangge.requests")

Handler = Callable[[HttpRequest], HttpResponse]


class LogRequests:
    """Writes method, route (never the address with its numbers), status and duration."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        logger.info(
            "request",
            extra={
                "method": request.method,
                "route": match.view_name if match else "-",
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response


class AnswerRefusals:
    """Out of sight → 404, an `Unable` that no form caught → 409 with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if isinstance(raised, ObjectDoesNotExist):
            return page_not_found(request, raised)
        if isinstance(raised, Unable):
            return refused(request, raised)
        return None
