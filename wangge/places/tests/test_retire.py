from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, SINCE
from wangge.journal.queries import entries_of
from wangge.kernel.code import Code
from wangge.places.actions import UnableToRetire, retire
from wangge.places.models import Division
from wangge.places.policies import May
from wangge.places.queries import children
from wangge.places.tests.builders import COUNTY, ELSEWHERE, NEXT_DOOR, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

VILLAGE = Code("431103002005")
END = date(2025, 7, 1)
SETTER = holder(May, COUNTY)


def test_a_retired_place_is_gone_from_its_date_on() -> None:
    row = retire(VILLAGE, until=END, by=SETTER, now=NOW)

    assert children(NEXT_DOOR, date(2025, 6, 30)).count() == 1
    assert children(NEXT_DOOR, END).count() == 0
    assert entries_of(row).get().event == "places.retired"


def test_a_place_with_living_children_stays() -> None:
    with pytest.raises(UnableToRetire, match="先撤销下级"):
        retire(NEXT_DOOR, until=END, by=SETTER, now=NOW)


def test_a_place_ends_once_and_not_before_it_began() -> None:
    with pytest.raises(UnableToRetire, match="晚于启用日期"):
        retire(VILLAGE, until=SINCE, by=SETTER, now=NOW)
    retire(VILLAGE, until=END, by=SETTER, now=NOW)
    with pytest.raises(UnableToRetire, match="已于"):
        retire(VILLAGE, until=date(2026, 1, 1), by=SETTER, now=NOW)


def test_only_who_holds_the_place_may_retire_it() -> None:
    with pytest.raises(Division.DoesNotExist):
        retire(VILLAGE, until=END, by=holder(May, ELSEWHERE), now=NOW)
    with pytest.raises(PermissionDenied):
        retire(VILLAGE, until=END, by=holder([May.VIEW], COUNTY), now=NOW)


def test_in_a_browser() -> None:
    address = f"/{VILLAGE}/places/retire/"
    assert browser("luo").post(address, {"until": "2027-01-01"}).status_code == 303
    assert browser("luo").post(address, {"until": "2027-01-01"}).status_code == 409
    assert browser("he").post(address, {"until": "2027-01-01"}).status_code == 403
