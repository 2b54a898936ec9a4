from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from tests.town import NOW, TODAY
from wangge.journal.models import Entry
from wangge.kernel.code import Code
from wangge.places.tests.builders import COUNTY, GRID, TOWNSHIP, VILLAGE, holder
from wangge.territory.actions import GridRow, import_grids
from wangge.territory.policies import May
from wangge.territory.queries import coverage_faults, get_grid, grid_at
from wangge.territory.tests.builders import FREE, NORTH, part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

AGENCY = holder(May, COUNTY)
HERE = Code("431103002005")
NEW = GridRow(FREE, "新网格", "dedicated", 0, [part(HERE, NORTH)])


def test_grids_come_with_their_parts() -> None:
    outcome = import_grids(COUNTY, [NEW], since=TODAY, by=AGENCY, now=NOW)

    assert (outcome.created, outcome.refused) == (1, [])
    assert get_grid(FREE, TODAY).kind == "dedicated"
    assert grid_at(111.61, 26.455, on=TODAY).code == FREE


def test_the_same_rows_again_change_nothing() -> None:
    import_grids(COUNTY, [NEW], since=TODAY, by=AGENCY, now=NOW)
    outcome = import_grids(COUNTY, [NEW], since=TODAY, by=AGENCY, now=NOW)

    assert (outcome.created, outcome.unchanged) == (0, 1)
    assert Entry.objects.filter(event="territory.grids_imported").count() == 1


def test_wrong_rows_are_named_and_the_others_taken() -> None:
    wrong = [
        GridRow(Code("431102001001001"), "别处", "general", 1, [part(HERE, NORTH)]),
        GridRow(Code("431103002005003"), "无范围", "general", 1, []),
        GridRow(Code("431103009001001"), "无村", "general", 1, [part(Code("431103009001"), NORTH)]),
    ]
    outcome = import_grids(COUNTY, [*wrong, NEW], since=TODAY, by=AGENCY, now=NOW)

    assert outcome.created == 1
    assert [row for row, _ in outcome.refused] == [1, 2, 3]


def test_coverage_faults_show_what_an_import_did_wrong() -> None:
    assert coverage_faults(VILLAGE, TODAY) == []
    row = GridRow(
        Code(f"{VILLAGE}003"),
        "压住了",
        "general",
        1,
        [part(VILLAGE, (111.6, 26.43, 111.61, 26.44))],
    )
    import_grids(COUNTY, [row], since=TODAY, by=AGENCY, now=NOW)

    faults = coverage_faults(VILLAGE, TODAY)
    assert [(it.kind, it.codes) for it in faults] == [("overlap", (GRID, f"{VILLAGE}003"))]


def test_the_import_needs_the_whole_place() -> None:
    with pytest.raises(PermissionDenied):
        import_grids(COUNTY, [NEW], since=TODAY, by=holder(May, TOWNSHIP), now=NOW)
