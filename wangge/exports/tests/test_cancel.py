from __future__ import annotations

import pytest
from django.test import Client

from democity.cast import TOWNSHIP
from tests.town import DENG, NOW, WANG
from wangge.exports.actions import cancel
from wangge.exports.flow import State
from wangge.exports.models import Export
from wangge.journal.queries import entries_of
from wangge.kernel.flow import UnableToMove

from .lists import asked_by, door_of


def test_one_does_without_it() -> None:
    export = cancel(asked_by("wang", TOWNSHIP).pk, by=WANG, now=NOW)
    assert export.state == State.CANCELLED
    assert entries_of(export).filter(event="exports.cancelled").exists()
    with pytest.raises(UnableToMove):
        cancel(export.pk, by=WANG, now=NOW)


def test_another_s_does_not_exist(client: Client) -> None:
    export = asked_by("wang", TOWNSHIP)
    with pytest.raises(Export.DoesNotExist):
        cancel(export.pk, by=DENG, now=NOW)
    assert door_of(client, "deng").post(f"/exports/{export.pk}/cancel/").status_code == 404


def test_the_page_has_a_button_for_it(client: Client) -> None:
    export = asked_by("wang", TOWNSHIP)
    door = door_of(client, "wang")
    assert "取消导出" in door.get(f"/exports/{export.pk}/").content.decode()
    page = door.post(f"/exports/{export.pk}/cancel/", follow=True).content.decode()
    assert "导出已取消" in page
    assert "取消导出" not in page
