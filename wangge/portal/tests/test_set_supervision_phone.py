from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from democity.cast import COUNTY, GRID, NEXT_DOOR, TOWNSHIP, VILLAGE, person
from tests.town import CHEN, NOW, PENG
from wangge.journal.queries import entries_of
from wangge.kernel.errors import OutOfSight
from wangge.portal.actions import UnableToSetSupervisionPhone, set_supervision_phone
from wangge.portal.models import SupervisionPhone
from wangge.portal.queries import phone_of
from wangge.staff.models import Account

pytestmark = pytest.mark.usefixtures("wednesday")


def test_the_latest_number_of_the_nearest_place_is_shown() -> None:
    set_supervision_phone(TOWNSHIP, "0746-1234567", note="工作日", by=PENG, now=NOW)
    row = set_supervision_phone(TOWNSHIP, "0746-7654321", by=PENG, now=NOW)
    assert phone_of(GRID) == ("0746-7654321", "")
    assert phone_of(NEXT_DOOR) == ("", "")
    assert SupervisionPhone.objects.count() == 1
    assert [entry.detail["phone"] for entry in entries_of(row)] == ["0746-1234567", "0746-7654321"]
    set_supervision_phone(VILLAGE, "0746-1111111", by=PENG, now=NOW)
    assert phone_of(GRID)[0] == "0746-1111111"


@pytest.mark.parametrize("phone", ["", "打电话", "12", "0746-1234567; rm", "<b>1</b>", "1" * 25])
def test_it_is_a_telephone_number(phone: str) -> None:
    with pytest.raises(UnableToSetSupervisionPhone):
        set_supervision_phone(TOWNSHIP, phone, by=PENG, now=NOW)


def test_it_is_not_set_for_a_single_grid() -> None:
    with pytest.raises(UnableToSetSupervisionPhone):
        set_supervision_phone(GRID, "0746-1234567", by=PENG, now=NOW)


def test_only_the_township_s_manager_sets_it_and_only_at_home() -> None:
    with pytest.raises(PermissionDenied):
        set_supervision_phone(TOWNSHIP, "0746-1234567", by=CHEN, now=NOW)
    with pytest.raises(OutOfSight):
        set_supervision_phone(NEXT_DOOR, "0746-1234567", by=PENG, now=NOW)
    with pytest.raises(PermissionDenied):
        set_supervision_phone(COUNTY, "0746-1234567", by=PENG, now=NOW)


def test_the_page_sets_it_and_the_public_sees_it(client: Client) -> None:
    client.force_login(Account.objects.get(pk=person("peng").id))
    url = f"/{TOWNSHIP}/boards/set_supervision_phone/"
    answer = client.post(url, {"phone": "0746-1234567", "note": "工作日"})
    assert answer.headers["Location"] == f"/{TOWNSHIP}/boards/"
    assert 'href="tel:0746-1234567"' in Client().get(f"/grid/{GRID}/").content.decode()
    assert client.post(url, {"phone": "不知道"}).status_code == 409
