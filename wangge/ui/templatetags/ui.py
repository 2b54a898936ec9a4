"""The parts that pages are made of: `{% load ui %}`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_vite.core.asset_loader import DjangoViteAssetLoader
from django_vite.core.exceptions import DjangoViteAssetNotFoundError, DjangoViteManifestError

from wangge.ui.lists import SIZES, ListTools, Narrowed, names_of, query_of, rows_of
from wangge.ui.shell import Action, TimelineItem
from wangge.ui.table import Sort, Table

register = template.Library()
log = logging.getLogger(__name__)

LIGHTS = {
    "green": ("●", "正常"),
    "yellow": ("▲", "将到期"),
    "red": ("■", "已超期"),
    "grey": ("Ⅱ", "已暂停"),
}


@register.simple_tag
def front_end() -> SafeString:
    """The built script and style. Pages stay usable when they were not built; the log says so."""
    try:
        return SafeString(DjangoViteAssetLoader.instance().generate_vite_asset("src/main.js"))
    except (DjangoViteAssetNotFoundError, DjangoViteManifestError):
        log.warning("front end is not built: run `npm ci && npm run build` in frontend/")
        return SafeString("")


@register.simple_tag
def light(colour: str, remaining: str = "") -> SafeString:
    """A light as symbol, word and colour, with the remaining time in words when given."""
    if colour not in LIGHTS:
        return SafeString("")
    symbol, word = LIGHTS[colour]
    rest = format_html(' <span class="wg-light-rest">{}</span>', remaining) if remaining else ""
    return format_html(
        '<span class="wg-light wg-light-{}"><span aria-hidden="true">{}</span> {}{}</span>',
        colour,
        symbol,
        word,
        rest,
    )


@register.simple_tag
def state_badge(label: str, tone: str = "neutral") -> SafeString:
    """A state in words. Tones: neutral, info, good, warn, bad."""
    return format_html('<span class="wg-badge wg-badge-{}">{}</span>', tone, label)


@register.inclusion_tag("ui/_timeline.html")
def timeline(items: Iterable[TimelineItem], title: str = "办理经过") -> dict[str, Any]:
    """A history, in the order given."""
    return {"items": items, "title": title}


@register.inclusion_tag("ui/_facts.html")
def facts(pairs: Iterable[tuple[str, Any]] | Mapping[str, Any], title: str = "") -> dict[str, Any]:
    """Labels and values; an empty value is shown as a dash."""
    listed = pairs.items() if isinstance(pairs, Mapping) else pairs
    return {"pairs": listed, "title": title}


@register.inclusion_tag("ui/_actions.html", takes_context=True)
def actions_bar(context: Context, actions: Sequence[Action]) -> dict[str, Any]:
    """The buttons of a page, one per verb that is open now."""
    return {"actions": actions, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/_map.html", takes_context=True)
def wg_map(
    context: Context,
    src: str = "",
    *,
    lon: float | None = None,
    lat: float | None = None,
    pick: bool = False,
    **options: Any,
) -> dict[str, Any]:
    """A map: `src` is GeoJSON; `lon`, `lat` a point; `address` its words; `pick` lets choose.

    Picking fills the inputs named by `lon_input` and `lat_input`. Other options: `label`, `tall`,
    `tiles` (an address of base map tiles).
    """
    point = f"{lon:.6f}, {lat:.6f}" if lon is not None and lat is not None else ""
    told = {
        "data-src": src,
        "data-lon": point.partition(", ")[0],
        "data-lat": point.partition(", ")[2],
        "data-lon-input": options.get("lon_input", "lon") if pick else "",
        "data-lat-input": options.get("lat_input", "lat") if pick else "",
        "data-tiles": options.get("tiles") or "",
    }
    attributes = format_html_join("", ' {}="{}"', ((k, v) for k, v in told.items() if v))
    shown = {"attributes": attributes, "point": point, "pick": pick}
    return {"installation": context.get("installation"), **shown, **options}


@register.inclusion_tag("ui/_paging.html", takes_context=True)
def paging(context: Context, page: Any) -> dict[str, Any]:
    """The way to the pages beside this one; the rest of the address is kept."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("ui/_list_tools.html", takes_context=True)
def list_tools(context: Context, *, saving: bool = True) -> dict[str, Any]:
    """Saved filters and files to take away.

    In the context, `kept` names what narrows the list beside its filter, and `may_export` may be
    False.
    """
    tools, request = context.get("list_tools") or ListTools(), context["request"]
    may_export = context.get("may_export", True)
    bar = context.get("filter")
    names = [*(names_of(bar.form) if bar else []), *(context.get("kept") or ())]
    shown = Narrowed(tools.list, request.path, query_of(request.GET, names))
    return {
        "tools": tools,
        "export_url": tools.export_url if may_export else "",
        "saving": saving,
        "shown": shown,
        "saved": [(one, one.query == shown.query) for one in tools.saved],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/_rows.html", takes_context=True)
def rows_choice(context: Context) -> dict[str, Any]:
    """How many rows a page shows, for a list that does not fit on the shortest page."""
    request, page = context["request"], context["table"].page_of_rows
    now = rows_of(request)
    offered = page.next or page.previous or now > SIZES[0]
    return {"request": request, "sizes": [(size, size == now) for size in SIZES if offered]}


@register.simple_tag
def sort_of(table: Table, column: Any) -> Sort | None:
    """How the header of a column sorts."""
    return table.sort_of(column.name)


@register.filter
def phone(number: str | None) -> str:
    """A telephone number with its middle hidden: 138****1234."""
    digits = str(number or "").strip()
    if len(digits) < 8:
        return "*" * len(digits)
    return f"{digits[:3]}****{digits[-4:]}"


@register.filter
def moment(at: datetime | None) -> str | SafeString:
    """11月24日 14:30; with its year when that is not this year."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    year = "" if local.year == timezone.localtime().year else f"{local.year}年"
    return _time(local, f"{year}{local.month}月{local.day}日 {local:%H:%M}")


@register.filter
def moment_full(at: datetime | None) -> str | SafeString:
    """2026年11月24日 14:30."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return _time(local, f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}")


def _time(local: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)
