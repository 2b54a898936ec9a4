"""What every view of the house needs to know about who is calling."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from wangge.kernel.actor import Actor

from .models import Account
from .queries import Hat

P = ParamSpec("P")

# What a session keeps: when it began, when its person was last seen, which post they chose.
BEGAN, SEEN, POST = "began", "seen", "post"


class ActingRequest(HttpRequest):
    """A request that went through ActorMiddleware.

    Behind `signed_in`, `account` is never None.
    """

    account: Account | None
    actor: Actor
    hats: list[Hat]
    hat: Hat | None
    ended: str
    session: SessionBase
    htmx: HtmxDetails


View = Callable[Concatenate[ActingRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for those who signed in; others are sent to do so and come back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        acting = cast("ActingRequest", request)
        if acting.account is None:
            return go_to(acting, "staff:sign_in", **_way_back(acting))
        return view(acting, *args, **kwargs)

    return guarded


def go_to(request: ActingRequest, name: str, **query: str) -> HttpResponse:
    """Send the whole page somewhere, also when only a part of it was asked for."""
    url = resolve_url(name) + (f"?{urlencode(query)}" if query else "")
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)


def _way_back(request: ActingRequest) -> dict[str, str]:
    page = request.get_full_path() if request.method == "GET" else ""
    if request.htmx:
        page = request.htmx.current_url_abs_path or ""
    found = {"next": page, "ended": request.ended}
    return {key: value for key, value in found.items() if value}
