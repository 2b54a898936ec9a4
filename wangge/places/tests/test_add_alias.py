from __future__ import annotations

from datetime import date

import pytest

from tests.town import NOW
from wangge.journal.queries import entries_of
from wangge.places.actions import UnableToAddAlias, add_alias
from wangge.places.policies import May
from wangge.places.queries import division, resolve_alias
from wangge.places.tests.builders import COUNTY, NEXT_DOOR, TOWNSHIP, browser, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

SETTER = holder(May, COUNTY)
CHANGE = date(2021, 1, 20)


def test_an_old_code_leads_to_the_place_it_meant_on_that_day() -> None:
    for place, code in ((TOWNSHIP, "431103900"), (NEXT_DOOR, "431103001")):
        add_alias(place, code, kind="code", since=None, until=CHANGE, by=SETTER, now=NOW)

    assert resolve_alias("431103900", date(2020, 1, 1)) == TOWNSHIP
    assert resolve_alias("431103001", date(2020, 1, 1)) == NEXT_DOOR
    assert resolve_alias("431103900", CHANGE) is None


def test_a_foreign_table_is_asked_by_its_name_alone() -> None:
    add_alias(
        NEXT_DOOR, "431103001", kind="code", since=date(2026, 1, 1), source="mca-2026",
        by=SETTER, now=NOW,
    )  # fmt: skip

    assert resolve_alias("431103001", date(2026, 6, 1)) is None
    assert resolve_alias("431103001", date(2026, 6, 1), source="mca-2026") == NEXT_DOOR


def test_a_code_means_one_place_on_any_day() -> None:
    add_alias(TOWNSHIP, "431103900", kind="code", since=None, until=CHANGE, by=SETTER, now=NOW)
    with pytest.raises(UnableToAddAlias):
        add_alias(NEXT_DOOR, "431103900", kind="code", since=None, by=SETTER, now=NOW)


def test_an_alias_is_written_in_the_journal() -> None:
    add_alias(TOWNSHIP, "老梅湾", kind="name", since=None, by=SETTER, now=NOW)

    entry = entries_of(division(TOWNSHIP)).get()
    assert entry.event == "places.alias_added"
    assert entry.detail == {"alias": "老梅湾", "kind": "name", "source": "own"}


def test_in_a_browser() -> None:
    address, form = f"/{TOWNSHIP}/places/add_alias/", {"alias": "老梅湾", "kind": "name"}
    form["source"] = "own"
    assert browser("luo").post(address, form).status_code == 303
    assert "老梅湾" in browser("luo").get(f"/{TOWNSHIP}/places/").content.decode()
    assert browser("chen").post(address, form).status_code == 403
