"""A board belongs to a point: whatever becomes of the grids, its code leads to today's."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from democity.cast import GRID, GRID_NEXT_DOOR, SECOND_GRID, TOWNSHIP, VILLAGE, person
from tests.town import BOXES, CHEN, NOW, PENG, TODAY, WANG, inside
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.kernel.errors import OutOfSight
from wangge.portal.actions import UnableToPostBoard, post_board
from wangge.portal.models import Board
from wangge.portal.tests.builders import board
from wangge.staff.models import Account
from wangge.territory import actions as territory
from wangge.territory.occupants import touched
from wangge.territory.queries import OutsideCity
from wangge.territory.tests.builders import part

pytestmark = pytest.mark.usefixtures("wednesday")


def scanned(client: Client, hung: Board) -> str:
    return client.get(f"/g/{hung.token}/").headers["Location"]


def test_the_township_posts_a_board_with_a_code_nobody_can_guess() -> None:
    hung = [post_board(*inside(GRID), place="村部门口", by=PENG, now=NOW) for _ in range(2)]
    assert hung[0].code == GRID
    assert hung[0].token != hung[1].token
    assert all(re.fullmatch(r"[2-9a-z]{12}", it.token) for it in hung)
    assert [entry.event for entry in entries_of(hung[0])] == ["portal.board_posted"]


def test_next_door_is_not_one_s_own_to_hang_boards_in() -> None:
    with pytest.raises(OutOfSight):
        post_board(*inside(GRID_NEXT_DOOR), place="村部门口", by=PENG, now=NOW)
    for other in (WANG, CHEN):
        with pytest.raises(PermissionDenied):
            post_board(*inside(GRID), place="村部门口", by=other, now=NOW)


def test_a_board_hangs_somewhere_in_a_grid() -> None:
    with pytest.raises(UnableToPostBoard):
        post_board(*inside(GRID), place=" ", by=PENG, now=NOW)
    with pytest.raises(OutsideCity):
        post_board(111.0, 26.0, place="村部门口", by=PENG, now=NOW)


def test_its_code_leads_to_the_grid_of_the_day_after_a_split(client: Client) -> None:
    """The second grid is retired; its west goes to the first, a new grid is opened in its east."""
    west, east = board(GRID, "west"), board(SECOND_GRID, "east")
    assert scanned(client, east) == f"/grid/{SECOND_GRID}/"
    _split(SECOND_GRID, since=TODAY)
    assert scanned(client, west) == f"/grid/{GRID}/"
    assert scanned(client, east) == "/grid/431103001001003/"
    assert client.get(scanned(client, east)).status_code == 200
    assert client.get(f"/grid/{SECOND_GRID}/").status_code == 404


def _split(code: Code, *, since: date) -> None:
    left, bottom, right, top = BOXES[code]
    middle = (left + right) / 2 - 0.002
    territory.retire_grid(code, until=since, by=CHEN, now=NOW)
    for number, box in enumerate([(left, bottom, middle, top), (middle, bottom, right, top)]):
        territory.open_grid(
            Code(f"{VILLAGE}{('004', '003')[number]}"), f"新{number}网格", households=160,
            parts=[part(VILLAGE, box)], since=since, by=CHEN, now=NOW + timedelta(minutes=1),
        )  # fmt: skip


def test_who_changes_a_grid_is_told_how_many_boards_hang_there() -> None:
    board(SECOND_GRID, "east")
    board(GRID, "west")
    assert ("公示牌", 1) in touched(SECOND_GRID, TODAY)
    _split(SECOND_GRID, since=TODAY)
    assert ("公示牌", 1) in touched(Code("431103001001003"), TODAY)
    assert "公示牌" not in dict(touched(SECOND_GRID, TODAY))


def test_a_code_of_nobody_s_board_is_said_so(client: Client) -> None:
    answer = client.get("/g/abcdefghjkmn/")
    assert answer.status_code == 404
    assert "重新查找" in answer.content.decode()


def test_on_the_page_a_tap_and_a_few_words_lead_to_the_sheet_to_print(client: Client) -> None:
    client.force_login(Account.objects.get(pk=person("peng").id))
    lon, lat = inside(GRID)
    told = {"lon": lon, "lat": lat, "place": "村部门口"}
    answer = client.post(f"/{TOWNSHIP}/boards/post_board/", told, follow=True)
    hung = Board.objects.get()
    page = answer.content.decode()
    assert f"http://testserver/g/{hung.token}/" in page
    assert "<svg" in page
    assert "周示例" in page
    listed = client.get(f"/{TOWNSHIP}/boards/").content.decode()
    assert "村部门口" in listed
    assert f"/{TOWNSHIP}/boards/{hung.pk}/remove_board/" in listed
    missing = client.post(f"/{TOWNSHIP}/boards/post_board/", {"place": "村部门口"})
    assert missing.status_code == 422
