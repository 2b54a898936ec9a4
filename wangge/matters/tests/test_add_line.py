from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW
from wangge.journal.queries import entries_of
from wangge.matters.actions import UnableToAddLine, add_line
from wangge.matters.policies import May
from wangge.matters.queries import line_of
from wangge.places.tests.builders import CITY, COUNTY, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, CITY)


def test_a_number_belongs_to_the_deepest_line_that_begins_it() -> None:
    row = add_line(CITY, "0503", name="路灯", department="路灯所", by=AGENCY, now=NOW)

    assert line_of("0503001") == row
    above = line_of("05001")
    assert above is not None
    assert above.line == "05"
    assert entries_of(row).get().event == "matters.line_added"


@pytest.mark.parametrize("line", ["5", "051", "0a", "", "0102030405", "05"])
def test_digits_come_in_pairs_and_are_used_once(line: str) -> None:
    with pytest.raises(UnableToAddLine):
        add_line(CITY, line, name="路灯", department="路灯所", by=AGENCY, now=NOW)


def test_only_who_holds_the_place_adds_one() -> None:
    with pytest.raises(PermissionDenied):
        add_line(CITY, "30", name="新", department="新局", by=holder(May, COUNTY), now=NOW)


def test_the_city_agency_adds_one_in_a_browser() -> None:
    form = {"line": "30", "name": "新", "department": "新局"}

    assert browser("he").post(f"/{CITY}/matters/add_line/", form).status_code == 303
    assert browser("chen").post(f"/{COUNTY}/matters/add_line/", form).status_code == 403
