"""What every page shows around itself, drawn only when a template asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from config.nav import covers, home_of, nav_for, seat_of
from wangge.exports.queries import offered
from wangge.journal import queries as journal
from wangge.kernel.actor import Actor
from wangge.kernel.code import Code, Level
from wangge.messages import queries as messages
from wangge.messages.policies import May as MayMessages
from wangge.places import queries as places
from wangge.staff.context import post_choices
from wangge.staff.models import Account
from wangge.staff.policies import May as MayStaff
from wangge.staff.queries import views_of
from wangge.territory import queries as territory
from wangge.ui.lists import ListTools, SavedLink
from wangge.ui.shell import Crumb, Installation, NavItem, Shell
from wangge.worktime import queries as worktime
from wangge.worktime.policies import May as MayWorktime


def shell(request: HttpRequest) -> dict[str, Any]:
    """`installation`, `shell`, `nav`, `list_tools`; for one who has not signed in, without SQL."""
    account: Account | None = getattr(request, "account", None)
    return {
        "installation": SimpleLazyObject(lambda: _installation(known=account is not None)),
        "shell": SimpleLazyObject(lambda: _shell(request, account)) if account else Shell(),
        "nav": SimpleLazyObject(lambda: _nav(request)) if account else [],
        "list_tools": SimpleLazyObject(lambda: _list_tools(request, account)) if account else None,
    }


def _installation(*, known: bool) -> Installation:
    return Installation(
        invented=places.invented() if known else settings.MODE == "demo",
        filing_number=settings.FILING_NUMBER,
        map_review_number=settings.MAP_APPROVAL,
        **_complaints(),
    )


def _complaints() -> dict[str, str]:
    phone, email = settings.COMPLAINTS_PHONE, settings.COMPLAINTS_EMAIL
    if phone:
        return {"complaints_label": phone, "complaints_url": f"tel:{phone.replace(' ', '')}"}
    return {"complaints_label": email, "complaints_url": f"mailto:{email}"} if email else {}


def _shell(request: HttpRequest, account: Account) -> Shell:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return Shell(
        account=account.name,
        home_url=home_of(actor),
        trail=_trail(actor, _place(request)),
        posts=post_choices(request),
        switch_url=reverse("staff:switch_post"),
        bell_url=reverse("messages:notices"),
        bell_count_url=reverse("messages:bell"),
        unread=messages.unread_of(account.id),
        menu=[
            NavItem("我的账号", reverse("staff:account")),
            NavItem("消息提醒方式", reverse("messages:choose_channels")),
            NavItem("我的导出", reverse("exports:exports")),
            NavItem("公众页面", reverse("portal:front")),
        ],
        sign_out_url=reverse("staff:sign_out"),
        warnings=list(_warnings(actor, request.path)),
    )


def _warnings(actor: Actor, path: str) -> Iterator[Crumb]:
    """What whoever keeps the system must not overlook, on every page of theirs."""
    now = timezone.now()
    if actor.may(MayWorktime.IMPORT_YEAR) and not path.startswith(reverse("worktime:calendar")):
        for year in worktime.missing_years(now):
            words = f"{year} 年放假安排尚未导入，涉及该年的期限按周末推算并标注“暂定”。"
            yield Crumb(words, reverse("worktime:import_year"))
    if actor.may(MayStaff.SYSTEM) and _unfinished(now):
        yield Crumb("有后续处理（如消息提醒）没有完成。", reverse("staff:system"))
    if actor.may(MayMessages.VIEW_SENDINGS) and messages.failed_sendings().exists():
        yield Crumb("有消息没有发出。", f"{reverse('messages:sendings')}?state=failed")


def _unfinished(now: datetime) -> bool:
    return (
        journal.failing().exists() or journal.failed_jobs().exists() or journal.waiting(now=now) > 0
    )


def _nav(request: HttpRequest) -> list[NavItem]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return nav_for(actor, _place(request), request.path)


def _list_tools(request: HttpRequest, account: Account) -> ListTools:
    match = request.resolver_match
    name = match.view_name if match else ""
    saved = [
        SavedLink(view.name, view.query, reverse("staff:drop_view", args=[view.id]))
        for view in views_of(account.id, name)
    ]
    return ListTools(name, saved, reverse("staff:save_view"), _export_url(name, _place(request)))


def _export_url(name: str, at: Code | None) -> str:
    return reverse("exports:ask", args=[at] if at else []) if name in offered() else ""


def _place(request: HttpRequest) -> Code | None:
    match = request.resolver_match
    return match.kwargs.get("at") if match else None


def _trail(actor: Actor, at: Code | None) -> list[Crumb]:
    """From the city down to the place being viewed, or to the actor's own; own places are links."""
    place = at or seat_of(actor)
    if place is None:
        return []
    return [
        Crumb(name, reverse("place", args=[code]) if covers(actor, code) else "")
        for code, name in _named(place)
    ]


def _named(place: Code) -> list[tuple[Code, str]]:
    """The places down to this one; a grid's name is the territory's to give."""
    trail = list(places.breadcrumbs(place))
    if place.level is Level.GRID:
        trail[-1] = (place, territory.name_of(place, localdate()))
    return trail
