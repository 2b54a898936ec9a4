from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW
from wangge.journal.queries import entries_of
from wangge.matters.actions import UnableToAddCategory, add_category
from wangge.matters.policies import May
from wangge.matters.queries import categories
from wangge.places.tests.builders import CITY, COUNTY, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, CITY)


def test_the_categories_of_the_law_are_there_from_the_start() -> None:
    assert [row.name for row in categories()] == [
        "法律法规宣传",
        "平安建设",
        "应急管理",
        "社会保障",
        "疫情防控",
        "其他服务管理",
    ]


def test_one_may_be_added() -> None:
    row = add_category(CITY, "culture", "文化体育", by=AGENCY, now=NOW)

    assert list(categories())[-1] == row
    entry = entries_of(row).get()
    assert (entry.event, entry.code) == ("matters.category_added", CITY)


@pytest.mark.parametrize(("key", "name"), [("other", "新"), ("new", "平安建设")])
def test_keys_and_names_are_not_doubled(key: str, name: str) -> None:
    with pytest.raises(UnableToAddCategory):
        add_category(CITY, key, name, by=AGENCY, now=NOW)


def test_only_who_holds_the_place_adds_one() -> None:
    with pytest.raises(PermissionDenied):
        add_category(CITY, "culture", "文化体育", by=holder(May, COUNTY), now=NOW)


def test_the_city_agency_adds_one_in_a_browser() -> None:
    form = {"key": "culture", "name": "文化体育"}
    address = f"/{CITY}/matters/add_category/"

    assert browser("he").post(address, form).status_code == 303
    assert browser("he").post(address, form).status_code == 409
    assert browser("chen").post(f"/{COUNTY}/matters/add_category/", form).status_code == 403
