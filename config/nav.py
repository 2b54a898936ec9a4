"""The ways through the house: what the menu offers an actor, and where their day begins.

One table, drawn from permissions; an address that does not exist fails as soon as it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wangge.kernel.actor import Actor
from wangge.kernel.code import Code
from wangge.ui.shell import NavItem

FOR_EVERYBODY = "messages:notices"


@dataclass(frozen=True, slots=True)
class Way:
    """A line of the menu, for those who hold `may` and nothing of `unless`.

    `own` pages belong to the post and open at its place, wherever one is looking; other placed
    pages open at the place being viewed. `key` is the letter pressed after g.
    """

    label: str
    view: str
    may: str
    key: str
    unless: frozenset[str] = frozenset()
    own: bool = False
    placed: bool = True


DESK = frozenset({"cases:accept"})
WORKER = frozenset({"cases:self_handle"})
UNIT = frozenset({"cases:sign"})
SEEN = frozenset({"cases:view"})

WAYS = (
    Way("工作台", "cases:list", "cases:accept", "q", own=True),
    Way("待办", "cases:todo", "cases:sign", "t", own=True),
    Way("待办", "cases:todo", "cases:confirm_done", "t", unless=DESK, own=True),
    Way("我的网格", "workers:my_grid", "cases:self_handle", "g", own=True),
    Way("上报", "cases:report", "cases:report", "r", unless=DESK, own=True),
    Way("上报登记", "cases:report", "cases:accept", "r", own=True),
    Way("自办", "cases:self_handle", "cases:self_handle", "s", own=True),
    Way("总览", "insight:overview", "insight:view", "o"),
    Way("事件", "cases:list", "cases:view", "e", unless=DESK),
    Way("网格", "territory:grids", "territory:view", "w", unless=WORKER | UNIT),
    Way("网格员", "workers:roster", "workers:view", "y", unless=WORKER | UNIT),
    Way("评价", "cases:ratings", "cases:appeal", "v", own=True),
    Way("评价", "cases:ratings", "cases:uphold", "v"),
    Way("不在岗", "staff:absences", "staff:announce_absence", "k", placed=False),
    Way("公示牌", "portal:boards", "portal:view_boards", "b"),
    Way("事项清单", "matters:matters", "matters:view", "m", unless=UNIT),
    Way("账号", "staff:accounts", "staff:view_accounts", "a", placed=False),
    Way("组织机构", "staff:organisations", "staff:view_organisations", "z", placed=False),
    Way("区划", "places:browse", "places:view", "d", unless=SEEN),
    Way("工作日历", "worktime:calendar", "worktime:view", "c", unless=SEEN, placed=False),
    Way("时限", "cases:limits", "cases:view_limits", "l", placed=False),
    Way("消息发送", "messages:sendings", "messages:view_sendings", "n", placed=False),
    Way("系统状态", "staff:system", "staff:system", "x", placed=False),
    Way("审计记录", "staff:audit", "staff:audit", "j", placed=False),
)


def home_of(actor: Actor) -> str:
    """Where an actor's day begins: the first line of their menu; their notices without one."""
    place = seat_of(actor)
    for way in WAYS:
        if place is not None and _open(way, actor):
            return _url(way, place)
    return reverse(FOR_EVERYBODY)


def home_at(actor: Actor, at: Code) -> str:
    """What a place alone leads to: its overview, for those who have one."""
    return reverse("insight:overview", args=[at]) if actor.may("insight:view") else home_of(actor)


def nav_for(actor: Actor, at: Code | None, path: str) -> list[NavItem]:
    """The actor's menu, seen from a place and an address; no line for what they may not do."""
    seat = seat_of(actor)
    if seat is None:
        return []
    here = at if at is not None and covers(actor, at) else seat
    drawn = [(way, _url(way, seat if way.own else here)) for way in WAYS if _open(way, actor)]
    current = _current((url for _, url in drawn), path)
    return [NavItem(way.label, url, url == current, way.key) for way, url in drawn]


def seat_of(actor: Actor) -> Code | None:
    """The place of an actor: that of the post, or the narrowest one around all the posts."""
    codes = {grant.code for grant in actor.grants}
    if not codes:
        return None
    around = set.intersection(*(set(code.lineage()) for code in codes))
    return max(around, key=len, default=Code(settings.CITY_CODE))


def covers(actor: Actor, place: Code) -> bool:
    """Whether a place lies inside one of the actor's posts."""
    return any(grant.code.covers(place) for grant in actor.grants)


def _open(way: Way, actor: Actor) -> bool:
    return actor.may(way.may) and not any(actor.may(other) for other in way.unless)


def _url(way: Way, place: Code) -> str:
    return reverse(way.view, args=[place] if way.placed else [])


def _current(urls: Iterable[str], path: str) -> str:
    """The line that an address belongs to: the longest one it begins with, whatever the place."""
    inside = [url for url in urls if _tail(path).startswith(_tail(url))]
    return max(inside, key=len, default="")


def _tail(url: str) -> str:
    """An address without its place."""
    first, _, rest = url.strip("/").partition("/")
    return f"{rest}/" if first.isdigit() and first.isascii() else f"{first}/{rest}"
