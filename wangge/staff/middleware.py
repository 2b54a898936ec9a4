"""Who is at the door: account, hat and actor of a request, and how long they may stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .doors import BEGAN, POST, SEEN, ActingRequest, go_to
from .queries import NOBODY, Hat, actor_of, hats_of

SEEN_EVERY = 60  # seconds: a session row is not written with every request
POLLS = frozenset({"wg-bell", "wg-export", "wg-looking"})  # asked by themselves: nobody is there
OPEN_BEFORE_FIRST_CHANGE = frozenset({"staff:change_password", "staff:sign_out", "staff:sign_in"})


class ActorMiddleware:
    """Sets `request.account`, `.hats`, `.hat`, `.actor`; ends sessions that idled or grew old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = cast("ActingRequest", request)
        acting.account, acting.ended = None, ""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            acting.ended = self._ended(request)
            if acting.ended:
                logout(request)
            else:
                acting.account = request.user
        wear(acting)
        return self.get_response(request)

    def process_view(
        self, request: ActingRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Until the one-time password is changed, every address leads to changing it."""
        account = request.account
        if account is None or not account.must_change_password:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_BEFORE_FIRST_CHANGE:
            return None
        return go_to(request, "staff:change_password")

    def _ended(self, request: HttpRequest) -> str:
        now, session = int(timezone.now().timestamp()), request.session
        began, seen = session.setdefault(BEGAN, now), session.get(SEEN, now)
        if now - began >= settings.SESSION_ABSOLUTE_SECONDS:
            return "absolute"
        if now - seen >= settings.SESSION_IDLE_SECONDS:
            return "idle"
        self._note(request, session, now)
        return ""

    def _note(self, request: HttpRequest, session: SessionBase, now: int) -> None:
        polled = request.headers.get("HX-Trigger") in POLLS
        if SEEN not in session or (not polled and now - session[SEEN] >= SEEN_EVERY):
            session[SEEN] = now


def wear(request: ActingRequest) -> None:
    """The hats of the day and the chosen one; a choice that is no longer held is passed over."""
    request.hats, request.hat, request.actor = [], None, NOBODY
    if request.account is not None:
        request.hats = hats_of(request.account, timezone.localdate())
        request.hat = _chosen(request.hats, request.session.get(POST))
        request.actor = actor_of(request.account, request.hat)


def _chosen(hats: list[Hat], choice: str | None) -> Hat | None:
    for hat in hats:
        if choice in {str(post.id) for post in hat.posts}:
            return hat
    return hats[0] if hats else None
