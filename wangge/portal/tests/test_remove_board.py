from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from democity.cast import GRID, GRID_NEXT_DOOR, TOWNSHIP, person
from tests.town import CHEN, NOW, PENG
from wangge.journal.queries import entries_of
from wangge.kernel.errors import OutOfSight
from wangge.portal.actions import UnableToRemoveBoard, remove_board
from wangge.portal.queries import boards_of
from wangge.portal.tests.builders import board
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("wednesday")


def test_a_board_taken_down_is_listed_no_more_and_its_code_still_leads_on(client: Client) -> None:
    hung = board(GRID)
    remove_board(hung.pk, by=PENG, now=NOW)
    assert not boards_of(TOWNSHIP, by=PENG).exists()
    assert client.get(f"/g/{hung.token}/").headers["Location"] == f"/grid/{GRID}/"
    assert [entry.event for entry in entries_of(hung)] == ["portal.board_removed"]


def test_a_board_is_taken_down_once() -> None:
    hung = board(GRID)
    remove_board(hung.pk, by=PENG, now=NOW)
    with pytest.raises(UnableToRemoveBoard):
        remove_board(hung.pk, by=PENG, now=NOW)


def test_another_township_s_board_does_not_exist() -> None:
    with pytest.raises(OutOfSight):
        remove_board(board(GRID_NEXT_DOOR).pk, by=PENG, now=NOW)
    with pytest.raises(PermissionDenied):
        remove_board(board(GRID).pk, by=CHEN, now=NOW)


def test_the_page_asks_once_and_goes_back_to_the_list(client: Client) -> None:
    hung = board(GRID)
    client.force_login(Account.objects.get(pk=person("peng").id))
    url = f"/{TOWNSHIP}/boards/{hung.pk}/remove_board/"
    assert client.get(url).status_code == 200
    assert client.post(url).headers["Location"] == f"/{TOWNSHIP}/boards/"
    hung.refresh_from_db()
    assert hung.removed_at is not None
    assert client.post(url).status_code == 409
