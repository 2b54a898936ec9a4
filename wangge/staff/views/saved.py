"""The filters that a person saved, kept and dropped from the list they belong to."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wangge.kernel.errors import OutOfSight
from wangge.staff import actions
from wangge.staff.doors import ActingRequest, signed_in
from wangge.ui.lists import Narrowed
from wangge.ui.verbs import verb_button


@require_POST
@signed_in
def save_view(request: ActingRequest) -> HttpResponse:
    """Keep how a list is narrowed now; a list says so in a token that we signed."""
    shown = _shown(request)

    def call() -> None:
        actions.save_view(
            shown.list,
            name=request.POST.get("name", ""),
            query=shown.query,
            by=request.actor,
            now=timezone.now(),
        )

    return verb_button(request, call, then=shown.url, done="筛选已保存，下次点名称即可使用。")


@require_POST
@signed_in
def drop_view(request: ActingRequest, id: UUID) -> HttpResponse:
    """Keep it no longer; go back to the list as it was."""

    def call() -> None:
        actions.drop_view(id, by=request.actor, now=timezone.now())

    return verb_button(request, call, then=_shown(request).url, done="保存的筛选已删除。")


def _shown(request: ActingRequest) -> Narrowed:
    shown = Narrowed.read(request.POST.get("shown", ""))
    if shown is None:
        raise OutOfSight("no list of ours")
    return shown
