"""What every view may know of who is calling, whoever looks after accounts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight


class ActingRequest(HttpRequest):
    """A request behind `signed_in`: somebody is acting. `ended` says why a session is over."""

    account: object | None
    actor: Actor
    ended: str
    session: SessionBase
    htmx: HtmxDetails


P = ParamSpec("P")
R = TypeVar("R", bound=ActingRequest)


def signed_in(
    view: Callable[Concatenate[R, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for those who signed in; others are sent to do so and come back afterwards.

    An address that begins with a place out of the actor's sight does not exist.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        acting = cast("R", request)
        if acting.account is None:
            return go_to(acting, settings.LOGIN_URL, **_way_back(acting))
        at = kwargs.get("at")
        if isinstance(at, Code) and not acting.actor.sees(at):
            raise OutOfSight(at)
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
