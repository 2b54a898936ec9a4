from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wangge.staff.queries import accounts_with

from .builders import (
    COUNTY,
    GRID,
    NEXT_DOOR,
    TODAY,
    TOWNSHIP,
    a_post,
    a_role,
    an_account,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def test_those_whose_place_covers_it_are_found_in_one_statement() -> None:
    desk = a_role("desk", "cases:accept")
    near, wide, beside = an_account("near"), an_account("wide"), an_account("beside")
    a_post(near, desk, TOWNSHIP)
    a_post(wide, desk, COUNTY)
    a_post(beside, desk, NEXT_DOOR)
    with CaptureQueriesContext(connection) as statements:
        found = accounts_with("cases:accept", GRID, on=TODAY)
    assert set(found) == {near.id, wide.id}
    assert len(statements) == 1
    assert accounts_with("cases:accept", GRID, nearest=True, on=TODAY) == [near.id]
    assert accounts_with("cases:close", GRID, on=TODAY) == []


def test_a_post_of_a_bound_role_counts_for_its_own_unit_only() -> None:
    liaison = a_role("liaison", "cases:sign", unit_bound=True)
    ours, theirs = an_organisation("ours"), an_organisation("theirs")
    lin = an_account("lin")
    a_post(lin, liaison, COUNTY, unit=ours)
    assert accounts_with("cases:sign", GRID, unit=ours.id, on=TODAY) == [lin.id]
    assert accounts_with("cases:sign", GRID, unit=theirs.id, on=TODAY) == []
    assert accounts_with("cases:sign", GRID, on=TODAY) == []


def test_a_line_is_a_prefix() -> None:
    desk = a_role("desk", "cases:accept")
    fire, anybody = an_account("fire"), an_account("anybody")
    a_post(fire, desk, COUNTY, line="03")
    a_post(anybody, desk, COUNTY)
    on_line = accounts_with("cases:accept", GRID, line="03007", on=TODAY)
    off_line = accounts_with("cases:accept", GRID, line="04007", on=TODAY)
    assert set(on_line) == {fire.id, anybody.id}
    assert off_line == [anybody.id]


def test_the_day_the_role_and_the_account_count() -> None:
    desk, other = a_role("desk", "cases:accept"), a_role("other", "cases:accept")
    past, gone, here = an_account("past"), an_account("gone"), an_account("here")
    a_post(past, desk, COUNTY, until=date(2026, 11, 24))
    a_post(gone, desk, COUNTY)
    a_post(here, other, COUNTY)
    gone.is_active = False
    gone.save()
    assert accounts_with("cases:accept", GRID, on=TODAY) == [here.id]
    assert accounts_with("cases:accept", GRID, role="desk", on=TODAY) == []
    assert accounts_with("cases:accept", GRID, role="desk", on=date(2026, 11, 23)) == [past.id]
