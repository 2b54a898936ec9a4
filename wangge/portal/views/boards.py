"""Notice boards and supervision phones: where they hang, and what they lead to (Art. 7)."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_http_methods

from wangge.kernel.code import Code, Level
from wangge.messages.queries import public_link
from wangge.places import queries as places
from wangge.places.policies import require
from wangge.staff.doors import ActingRequest, signed_in
from wangge.territory import queries as territory
from wangge.ui.lists import rows_of
from wangge.ui.shell import Action
from wangge.ui.verbs import verb_page

from .. import actions, forms, queries
from ..models import Board
from ..policies import May
from ..tables import BoardTable

WORDS = {May.POST_BOARD: "登记公示牌", May.SET_SUPERVISION_PHONE: "设置监督电话"}


@require_GET
@signed_in
def boards(request: ActingRequest, at: Code) -> HttpResponse:
    """The boards that hang in a place, and the phone that stands on them."""
    rows = queries.boards_of(at, by=request.actor)
    phone, note = queries.phone_of(at)
    context = {
        "title": f"{places.name_of(at)}的公示牌",
        "at": at,
        "table": BoardTable.of(rows, request.GET, rows=rows_of(request), at=at, by=request.actor),
        "count": rows.count(),
        "phone": phone,
        "note": note,
        "actions": _actions(request, at),
        "empty_heading": "还没有登记公示牌",
        "empty_words": "点“登记公示牌”，在地图上点选位置，就能打印带二维码的一页。",
    }
    return render(request, "portal/boards.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def post_board(request: ActingRequest, at: Code) -> HttpResponse:
    request.actor.at(May.POST_BOARD, at)

    def call(read: dict[str, Any]) -> Board:
        return actions.post_board(**read, by=request.actor, now=timezone.now())

    return verb_page(
        request,
        forms.BoardForm(request.POST or None),
        call,
        then=lambda board: reverse("portal:print_board", args=[at, board.pk]),
        done="公示牌已登记，可以打印二维码了。",
        template="portal/post_board.html",
        title=WORDS[May.POST_BOARD],
        map_src=_map_of(at),
        back=_boards(at),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def remove_board(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    board = queries.get_board(id, by=request.actor, may=May.REMOVE_BOARD)

    def call(read: dict[str, Any]) -> Board:
        return actions.remove_board(id, by=request.actor, now=timezone.now())

    return verb_page(
        request,
        forms.NothingAsked(request.POST if request.method == "POST" else None),
        call,
        then=_boards(at),
        done="已登记为撤下。",
        title=f"撤下公示牌：{board.place}",
        intro="这块牌子不再挂在那里。旧照片里的二维码仍会打开那个位置今天的网格。",
        submit="已经撤下",
        style="danger",
        back=_boards(at),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def set_supervision_phone(request: ActingRequest, at: Code) -> HttpResponse:
    require(request.actor, May.SET_SUPERVISION_PHONE, at)

    def call(read: dict[str, Any]) -> object:
        return actions.set_supervision_phone(at, **read, by=request.actor, now=timezone.now())

    phone, note = queries.phone_of(at)
    return verb_page(
        request,
        forms.PhoneForm(request.POST or None, initial={"phone": phone, "note": note}),
        call,
        then=_boards(at),
        done="监督电话已更新，公开页面立即显示。",
        title=f"设置监督电话：{places.name_of(at)}",
        back=_boards(at),
    )


@require_GET
@signed_in
def print_board(request: ActingRequest, at: Code, id: UUID) -> HttpResponse:
    """A page to print: what the board says today, and the code that leads to tomorrow's truth."""
    board = queries.get_board(id, by=request.actor, may=May.VIEW_BOARDS)
    on = timezone.localdate()
    grid = territory.grid_at(board.lon, board.lat, on=on)
    path = reverse("portal:scan", args=[board.token])
    address = public_link(path) or request.build_absolute_uri(path)
    context = {
        "title": grid.name,
        "board": board,
        "full_name": places.full_name(grid.code.at(Level.VILLAGE)),
        "contacts": queries.contacts_at(grid.code, on),
        "address": address,
        "qr": _qr(address),
        "back": _boards(at),
        "printed_by": request.actor.label,
        "printed_at": timezone.now(),
    }
    return render(request, "portal/print_board.html", context)


def _qr(address: str) -> SafeString:
    """The address as a drawing; nothing of it comes from what somebody typed."""
    drawn = BytesIO()
    code = segno.make(address, error="q", micro=False)
    code.save(drawn, kind="svg", xmldecl=False, svgclass="wg-qr", lineclass=None, omitsize=True)
    return SafeString(drawn.getvalue().decode())


def _actions(request: ActingRequest, at: Code) -> list[Action]:
    return [
        Action(verb := may.partition(":")[2], label, reverse(f"portal:{verb}", args=[at]))
        for may, label in WORDS.items()
        if request.actor.scope(may).covers_place(at)
    ]


def _boards(at: Code) -> str:
    return reverse("portal:boards", args=[at])


def _map_of(at: Code) -> str:
    name = "territory:grids_map" if at.level >= Level.TOWNSHIP else "places:map"
    return reverse(name, args=[at])
