"""The public's door: anybody may come in, nobody as often as they like."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from axes.helpers import get_client_ip_address
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from .actions.counting import TooOften, count
from .queries import phone_here
from .rates import caller

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def caller_of(request: HttpRequest) -> str:
    """What the caller is counted by."""
    return caller(get_client_ip_address(request))


def at_most(what: str, *, posted: str = "") -> Callable[[View[P]], View[P]]:
    """Answers as often as the rate `what` allows an address; after that with 429 in plain words.

    What is posted goes by the rate `posted`. The same page answers when a verb says `TooOften`.
    """

    def limited(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                counted = posted if posted and request.method == "POST" else what
                count(counted, caller_of(request), now=timezone.now())
                return view(request, *args, **kwargs)
            except TooOften as refusal:
                return too_often(request, refusal)

        return guarded

    return limited


def too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    """How long to wait, and what to do meanwhile."""
    minutes = -(-refusal.seconds // 60)
    context = {"title": "请稍等一会儿再试", "minutes": minutes, "phone": phone_here()}
    answer = render(request, "portal/too_often.html", context, status=429)
    answer["Retry-After"] = str(refusal.seconds)
    return answer


def nothing_here(request: HttpRequest, sentence: str, *, status: int = 404) -> HttpResponse:
    """What was looked for is not here, and how to find it."""
    context = {"title": "没有找到", "sentence": sentence}
    return render(request, "portal/nothing_here.html", context, status=status)
