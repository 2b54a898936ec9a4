"""Whatever leaves the house as a paper or a file: every such address × every role × in and out.

The tables are written by hand. An address that looks like one of them and is in none fails.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from democity.cast import CAST, GRID, GRID_NEXT_DOOR, TOWNSHIP, URBAN, WATER
from tests.test_permissions import ALL_ROUTES
from tests.town import DENG, LI, NOW, TANG, WANG
from wangge.cases import actions
from wangge.cases.models import Case
from wangge.cases.tests.builders import handling, said
from wangge.exports.models import Export
from wangge.files.actions import attach
from wangge.files.models import Purpose
from wangge.files.queries import attachments_of
from wangge.files.tests.builders import photos
from wangge.portal.tests.builders import board
from wangge.staff.models import Account

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("town")]

OF_A_CASE = {"cases:print", "cases:photo", "cases:map"}
OF_A_BOARD = {"portal:print_board"}
OWN = {"exports:export", "exports:fetch", "exports:cancel"}
BY_LIST = {"exports:ask", "exports:exports"}  # every list in test_every_list.py
BLANK = {
    "staff:accounts_template",
    "workers:template",
    "matters:template",
    "worktime:year_template",
}
OPEN_TO_ALL = {"portal:find_map", "portal:grid_map"}
BY_FOLLOW_CODE = {"portal:slip", "portal:own_photo"}
OUTLINES = {"places:map", "territory:grids_map", "territory:grid_map"}
WORDS_FOR_REPLIES = {"cases:reply_templates", "cases:keep_template", "cases:drop_template"}
PAPERS = (
    OF_A_CASE | OF_A_BOARD | OWN | BY_LIST | BLANK | OPEN_TO_ALL | BY_FOLLOW_CODE | OUTLINES
    | WORDS_FOR_REPLIES
)  # fmt: skip
LOOKS_LIKE_ONE = re.compile("print|photo|file|slip|export|template|fetch|map|preview|download")

AROUND = {"he", "chen", "deng"}
TOWN = {"wang", "peng", "xie", "zhou", "zhao"}
MAY_READ_CASE = {
    "of the town, at both units": AROUND | TOWN | {"li", "liu", "qin"},
    "of the town, at one unit": AROUND | TOWN | {"li", "liu"},
    "next door": AROUND | {"tang"},
    "kept from view": {"deng", "wang", "li", "liu"},
    "an opinion": {"chen", "deng", "wang", "peng"},
}
MAY_PRINT_BOARD = {GRID: {"he", "chen", "peng"}, GRID_NEXT_DOOR: {"he", "chen"}}
EVERYBODY = [one.username for one in CAST]


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def a_case(which: str) -> Case:
    if which == "of the town, at both units":
        case = handling(WATER.id)
    elif which == "next door":
        case = actions.report(said(grid=GRID_NEXT_DOOR), by=TANG, now=NOW)
    elif which == "an opinion":
        case = actions.report(said(kind="opinion", channel="phone"), by=WANG, now=NOW)
    else:
        case = handling()
    attach(case, photos(1), purpose=Purpose.BEFORE, by=WANG, now=NOW)
    if which == "kept from view":
        case = actions.conceal(case.number, reason="涉及隐私", by=WANG, now=NOW)
    return case


def papers_of(case: Case) -> list[str]:
    where = [case.code, case.number]
    photo = reverse("cases:photo", args=[*where, attachments_of(case).get().pk])
    return [
        reverse("cases:print", args=where), reverse("cases:map", args=where), photo,
        f"{photo}?small=1",
    ]  # fmt: skip


def test_every_address_of_a_paper_is_in_a_table() -> None:
    assert {route for route in ALL_ROUTES if LOOKS_LIKE_ONE.search(route)} == PAPERS


@pytest.mark.parametrize("which", MAY_READ_CASE)
def test_the_papers_of_a_case_are_for_who_may_see_it(which: str) -> None:
    case = a_case(which)
    assert URBAN.id == LI.unit
    for username in EVERYBODY:
        client = signed_in(username)
        answers = {client.get(url).status_code for url in papers_of(case)}
        if username in MAY_READ_CASE[which]:
            assert answers == {200}, username
        else:
            assert answers <= {403, 404}, username


def test_a_photo_is_not_to_be_had_under_another_case() -> None:
    """The address of a case one sees with the photo of one that one does not."""
    open_to_all, kept = a_case("of the town, at one unit"), a_case("kept from view")
    photo = attachments_of(kept).get().pk
    url = reverse("cases:photo", args=[open_to_all.code, open_to_all.number, photo])
    assert signed_in("wang").get(url).status_code == 404
    assert signed_in("zhou").get(url).status_code == 404


@pytest.mark.parametrize("grid", MAY_PRINT_BOARD)
def test_a_board_is_printed_by_who_keeps_boards_there(grid: str) -> None:
    hung = board(GRID if grid == GRID else GRID_NEXT_DOOR)
    url = reverse("portal:print_board", args=[hung.code[:9], hung.pk])
    may = {one for one in EVERYBODY if signed_in(one).get(url).status_code == 200}
    assert may == MAY_PRINT_BOARD[hung.code]


def test_a_file_that_was_asked_for_is_its_owner_s_alone() -> None:
    told = signed_in("deng").post(
        reverse("exports:ask", args=[TOWNSHIP]),
        {"list": "cases:list", "query": "tab=all", "format": "csv"},
    )
    assert told.status_code == 200
    mine = Export.objects.create(
        account=DENG.id, list="cases:list", query="tab=all", format="csv", code=TOWNSHIP,
        state="waiting", placed=True, total=3, asked_at=NOW,
    )  # fmt: skip
    for username in EVERYBODY:
        client = signed_in(username)
        status = client.get(reverse("exports:export", args=[mine.pk])).status_code
        assert status == (200 if username == "deng" else 404), username
        if username != "deng":
            assert client.get(reverse("exports:fetch", args=[mine.pk])).status_code == 404
            assert client.post(reverse("exports:cancel", args=[mine.pk])).status_code == 404


def test_what_a_follow_code_opens_is_shut_without_it(client: Client) -> None:
    case = a_case("of the town, at one unit")
    photo = attachments_of(case).get().pk
    for url in (reverse("portal:slip"), reverse("portal:own_photo", args=[photo])):
        answer = client.get(url)
        assert answer.status_code in {302, 303, 404}
        assert case.number not in answer.content.decode()
